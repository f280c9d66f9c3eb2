import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createRest } from "./rest.ts";

const shown = { left: 0, right: 100, top: 0, bottom: 100 };
const here = { x: 0, y: 0, zoom: 1 };

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it("moves until it stands still, and not because it is painted again", () => {
  const rest = createRest(() => ({ shown, covered: [] }), vi.fn());
  rest.look(here);
  expect(rest.isMoving()).toBe(true);
  vi.advanceTimersByTime(1000);
  rest.look(here);
  expect(rest.isMoving()).toBe(false);
  rest.look({ ...here, zoom: 2 });
  expect(rest.isMoving()).toBe(true);
});

it("says when it has come to rest, where it was before as well", () => {
  const onRest = vi.fn();
  const rest = createRest(() => ({ shown, covered: [] }), onRest);
  rest.look(here);
  vi.advanceTimersByTime(1000);
  expect(onRest).toHaveBeenCalledTimes(1);
  rest.look({ ...here, x: 30 });
  rest.look(here);
  vi.advanceTimersByTime(1000);
  expect(onRest).toHaveBeenCalledTimes(2);
});

it("says nothing again while nothing moves", () => {
  const onRest = vi.fn();
  const rest = createRest(() => ({ shown, covered: [] }), onRest);
  for (let look = 0; look < 3; look++) {
    rest.look(here);
    vi.advanceTimersByTime(1000);
  }
  expect(onRest).toHaveBeenCalledTimes(1);
});
