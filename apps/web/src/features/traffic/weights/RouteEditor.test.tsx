// @vitest-environment happy-dom
import type { RoutePlan, RouteRule, TrafficRoute } from "@fyr/contract";
import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createMemoryHistory, createRootRoute, createRouter, RouterContextProvider } from "@tanstack/react-router";
import { act, useState } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { byHand, destinationOf, routeWith, ruleWith } from "../route/route.fixture.ts";
import { type EditorState, editorOr } from "./editor-state.ts";
import { RouteEditor } from "./RouteEditor.tsx";

const three = ruleWith(destinationOf("v1", 60), destinationOf("v2", 30), destinationOf("v3", 10));
const two = ruleWith(destinationOf("v1", 95), destinationOf("v2", 5));
const theirs = routeWith([ruleWith(destinationOf("v1", 50), destinationOf("v2", 50))], {
  generation: 4,
  resourceVersion: "101",
});
let root: Root;

beforeEach(() => {
  vi.stubGlobal("fetch", () => Promise.withResolvers().promise);
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  document.body.innerHTML = "<div id=root></div>";
  root = createRoot(document.getElementById("root") ?? document.body);
});
afterEach(() => {
  act(() => root.unmount());
  vi.unstubAllGlobals();
});

it("links the sliders so that the sum holds", () => {
  show(three);
  change(slider("payment v3"), "40");
  expect(weights()).toEqual(["40", "20", "40"]);
});

it("leaves a locked destination alone", () => {
  show(three);
  act(() => button("Lock payment v2").click());
  change(slider("payment v3"), "50");
  expect(weights()).toEqual(["20", "30", "50"]);
  expect(slider("payment v2").disabled).toBe(true);
});

it("says what is wrong with a number, and moves nothing for it", () => {
  show(two);
  change(field("payment v2 in percent"), "12.5");
  expect(alertText()).toBe("Weights are whole numbers, and 12.5 is not one.");
  expect(weights()).toEqual(["95", "5"]);
  expect(button("Review change").disabled).toBe(true);
  change(field("payment v2 in percent"), "12");
  expect(alertText()).toBeUndefined();
  expect(weights()).toEqual(["88", "12"]);
  expect(button("Review change").disabled).toBe(false);
});

it("offers nothing to move to who may only look, and says why", () => {
  show(two, { editable: false });
  expect(slider("payment v2").disabled).toBe(true);
  expect(button("Review change").disabled).toBe(true);
  expect(document.body.textContent).toContain("your account may not patch VirtualServices in payments");
});

it("sets theirs and mine against the base of both, and no plan, until somebody chooses", async () => {
  const setRoute = show(two);
  change(slider("payment v2"), "20");
  review(planOf([95, 5], [80, 20]));
  await until(() => expect(region("Checks")).not.toBeNull());
  expect(bars()).toEqual(["Before v1 95 %, v2 5 %", "After v1 80 %, v2 20 %"]);
  setRoute(theirs);
  expect(document.body.textContent).toContain("Somebody changed payment meanwhile");
  expect(bars()).toEqual(["You began with v1 95 %, v2 5 %", "Theirs now v1 50 %, v2 50 %", "Yours v1 80 %, v2 20 %"]);
  expect(region("Checks")).toBeNull();
  expect(weights()).toEqual(["80", "20"]);
});

it("plans mine anew on theirs when asked to", async () => {
  const setRoute = show(two);
  change(slider("payment v2"), "20");
  review(planOf([95, 5], [80, 20]));
  await until(() => expect(region("Checks")).not.toBeNull());
  setRoute(theirs);
  answerPlans(planOf([50, 50], [80, 20]));
  act(() => button("Re-plan mine on theirs").click());
  await until(() => expect(region("Checks")).not.toBeNull());
  expect(bars()).toEqual(["Before v1 50 %, v2 50 %", "After v1 80 %, v2 20 %"]);
  expect(document.body.textContent).not.toContain("Somebody changed payment meanwhile");
});

it("shows no plan that rests on weights the draft did not begin with", async () => {
  show(two);
  change(slider("payment v2"), "20");
  review(planOf([90, 10], [80, 20]));
  await until(() => expect(document.body.textContent).toContain("The weights on the cluster have just changed"));
  expect(region("Checks")).toBeNull();
});

it("says so when somebody else set the very weights of the draft", () => {
  const setRoute = show(two);
  change(slider("payment v2"), "20");
  setRoute(routeWith([ruleWith(destinationOf("v1", 80), destinationOf("v2", 20))], { generation: 4 }));
  expect(document.body.textContent).toContain("payment has these weights already");
  act(() => button("All right").click());
  expect(document.body.textContent).toContain("Nothing has been moved yet.");
});

it("does not open another rule over a draft", () => {
  show(two, { rules: [two, { ...two, rule: { protocol: "http", index: 1 } }] });
  expect(button("Move weights").disabled).toBe(false);
  change(slider("payment v2"), "20");
  expect(document.body.textContent).toContain("apply or discard rule 1 first");
});

it("leaves keys to a dialog above the review", () => {
  show(two);
  change(slider("payment v2"), "20");
  act(() => button("Review change").click());
  const dialog = document.body.appendChild(document.createElement("div"));
  dialog.role = "dialog";
  press("Escape");
  expect(document.body.textContent).toContain("Back to edit");
  dialog.remove();
  press("Escape");
  expect(document.body.textContent).not.toContain("Back to edit");
});

function planOf(before: number[], after: number[]): RoutePlan {
  const weighted = (weights: number[]) =>
    weights.map((weight, index) => ({ host: "payment", subset: `v${index + 1}`, weight }));
  return {
    route: theirs.route,
    rule: { protocol: "http", index: 0 },
    apiVersion: theirs.apiVersion,
    resourceVersion: "100",
    before: weighted(before),
    after: weighted(after),
    patch: [],
    yaml: { before: "", after: "" },
    kubectl: "",
    checks: [{ code: "dry-run", status: "pass" }],
    owner: byHand,
    confirmations: [],
  };
}

function answerPlans(plan: RoutePlan): void {
  vi.stubGlobal("fetch", async () => Response.json(plan));
}

/** Goes on to the review, to which the server answers with this plan. */
function review(plan: RoutePlan): void {
  answerPlans(plan);
  act(() => button("Review change").click());
}

/** Waits, with React at work, until an expectation holds. */
function until(holds: () => void): Promise<void> {
  return act(() => vi.waitFor(holds, { timeout: 60_000 }));
}

function region(name: string): Element | null {
  return document.querySelector(`section[aria-label="${name}"]`);
}

/** The splits as they are read aloud: "Before v1 95 %, v2 5 %". */
function bars(): string[] {
  return [...document.querySelectorAll("dl > div")].map(
    (line) => `${line.querySelector("dt")?.textContent} ${line.querySelector(".visually-hidden")?.textContent}`,
  );
}

function press(key: string): void {
  act(() => {
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  });
}

function show(rule: RouteRule, more: Partial<TrafficRoute> = {}): (route: TrafficRoute) => void {
  const queries = new QueryClient({ defaultOptions: { queries: { enabled: false } } });
  const router = createRouter({ routeTree: createRootRoute(), history: createMemoryHistory() });
  let setRoute: (route: TrafficRoute) => void = () => {};
  function Host() {
    const [route, set] = useState(routeWith([rule], more));
    const [kept, setKept] = useState<EditorState>();
    setRoute = set;
    const now = route.rules[0] ?? rule;
    const state = editorOr(kept, route, now);
    return <RouteEditor route={route} rule={now} state={state} onState={setKept} onChooseRule={() => {}} />;
  }
  act(() =>
    root.render(
      <MantineProvider>
        <QueryClientProvider client={queries}>
          <RouterContextProvider router={router}>
            <Host />
          </RouterContextProvider>
        </QueryClientProvider>
      </MantineProvider>,
    ),
  );
  return (route) => act(() => setRoute(route));
}

function input(name: string, type: string): HTMLInputElement {
  const found = [...document.querySelectorAll("input")].find(
    (each) => each.getAttribute("aria-label") === name && each.type === type,
  );
  if (found === undefined) throw new Error(`There is no ${type} called ${name}.`);
  return found;
}

function slider(name: string): HTMLInputElement {
  return input(name, "range");
}

function field(name: string): HTMLInputElement {
  return input(name, "text");
}

function button(name: string): HTMLButtonElement {
  const found = [...document.querySelectorAll("button")].find(
    (each) => (each.getAttribute("aria-label") ?? each.textContent) === name,
  );
  if (found === undefined) throw new Error(`There is no button called ${name}.`);
  return found;
}

function weights(): string[] {
  return [...document.querySelectorAll<HTMLInputElement>("input[type=range]")].map((each) => each.value);
}

function alertText(): string | undefined {
  return document.querySelector("[role=alert]")?.textContent ?? undefined;
}

/** What a browser does when a person changes a field: React listens to the setter and the event. */
function change(element: HTMLInputElement, value: string): void {
  act(() => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(element, value);
    element.dispatchEvent(new Event("input", { bubbles: true }));
  });
}
