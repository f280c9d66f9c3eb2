// @vitest-environment happy-dom
import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { useTour } from "./use-tour.ts";

const everySeconds = 15;
let root: Root;
let stops: string[] = [];
let goOn: () => void = () => undefined;

function Tour({ problems }: { problems: readonly string[] }) {
  const tour = useTour(problems, everySeconds);
  const at = tour.stop.at === "whole" ? "whole" : tour.stop.id;
  if (stops.at(-1) !== at) stops.push(at);
  goOn = tour.goOn;
  return null;
}

const show = (problems: readonly string[]) => act(() => root.render(<Tour problems={problems} />));
const pass = (seconds: number) => act(() => vi.advanceTimersByTime(seconds * 1000));

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  vi.useFakeTimers();
  stops = [];
  root = createRoot(document.createElement("div"));
});

afterEach(() => {
  act(() => root.unmount());
  vi.useRealTimers();
});

describe("a tour by itself", () => {
  it("goes on for a night as in its first minute, with one timer, and leaves none behind", () => {
    show(["a", "b"]);
    const nightSeconds = 12 * 3600;
    for (let passed = 0; passed < nightSeconds; passed += everySeconds) pass(everySeconds);
    expect(stops).toHaveLength(nightSeconds / everySeconds + 1);
    expect(stops.slice(0, 5).join(" ")).toBe("whole a whole b whole");
    expect(stops.slice(-5).join(" ")).toBe("whole a whole b whole");
    expect(vi.getTimerCount()).toBe(1);
    act(() => root.unmount());
    expect(vi.getTimerCount()).toBe(0);
    root = createRoot(document.createElement("div"));
  });

  it("stays with the whole while nothing is wrong", () => {
    show([]);
    pass(3600);
    expect(stops).toEqual(["whole"]);
  });

  it("leaves a problem that is over at once, and is not put off by new pictures of the same", () => {
    show(["a", "b"]);
    pass(10);
    show(["a", "b"]);
    pass(5);
    expect(stops.at(-1)).toBe("a");
    show(["b"]);
    expect(stops.at(-1)).toBe("whole");
  });

  it("begins its time anew when somebody goes on by hand", () => {
    show(["a"]);
    pass(14);
    act(() => goOn());
    pass(14);
    expect(stops).toEqual(["whole", "a"]);
    pass(1);
    expect(stops).toEqual(["whole", "a", "whole"]);
  });
});
