// @vitest-environment happy-dom
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from "@tanstack/react-router";
import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { SavedViews } from "./SavedViews.tsx";

let root: Root;
let page: HTMLElement;

beforeEach(async () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  window.localStorage.clear();
  page = document.createElement("div");
  document.body.append(page);
  root = createRoot(page);
  const router = createRouter({
    routeTree: createRootRoute({ component: () => <SavedViews onDone={() => undefined} /> }),
    history: createMemoryHistory({ initialEntries: ["/?find=failing"] }),
  });
  await act(async () => {
    root.render(<RouterProvider router={router as never} />);
    await router.load();
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  act(() => root.unmount());
  page.remove();
});

it("goes on from the new name after a view was renamed, and from the old one where it was not", () => {
  save("Night");
  press("Rename Night");
  type("New name for Night", "Nights");
  submit("New name for Night");
  expect(document.activeElement?.textContent).toBe("Nights");
  press("Rename Nights");
  const givingUp = new KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true });
  act(() => void field("New name for Nights").dispatchEvent(givingUp));
  expect(givingUp.defaultPrevented).toBe(true);
  expect(document.activeElement?.textContent).toBe("Nights");
});

it("refuses a name that is taken", () => {
  save("Night");
  save("Day");
  press("Rename Day");
  type("New name for Day", "Night");
  submit("New name for Day");
  expect(page.querySelector("[role=alert]")?.textContent).toBe("There is a view of this name.");
  expect(names()).toEqual(["Night"]);
});

it("leaves the focus where the next name is typed after a view was deleted", () => {
  save("Night");
  press("Delete Night");
  expect(names()).toEqual([]);
  expect(document.activeElement).toBe(field("Name for this view"));
});

it("says that it was not kept where the browser keeps nothing", () => {
  const setItem = () => {
    throw new DOMException("full", "QuotaExceededError");
  };
  vi.stubGlobal("localStorage", { getItem: () => null, setItem });
  save("Night");
  expect(page.querySelector("[role=alert]")?.textContent).toContain("keeps nothing");
  expect(field("Name for this view").value).toBe("Night");
});

function save(name: string): void {
  type("Name for this view", name);
  submit("Name for this view");
}

function field(label: string): HTMLInputElement {
  const found = page.querySelector<HTMLInputElement>(`input[aria-label="${label}"]`);
  if (found === null) throw new Error(`There is no field ${label}.`);
  return found;
}

function type(label: string, text: string): void {
  const input = field(label);
  act(() => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(input, text);
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

function submit(label: string): void {
  act(() => void field(label).form?.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true })));
}

function press(label: string): void {
  act(() => page.querySelector<HTMLButtonElement>(`button[aria-label="${label}"]`)?.click());
}

/** Of views that are not being renamed. */
function names(): (string | null)[] {
  return [...page.querySelectorAll("li > button:first-child")].map(({ textContent }) => textContent);
}
