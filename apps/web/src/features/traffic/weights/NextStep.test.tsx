// @vitest-environment happy-dom
import type { ChangeId, RouteChange } from "@fyr/contract";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, it } from "vitest";
import { destinationOf, routeWith, ruleWith } from "../route/route.fixture.ts";
import { startDraft } from "./draft.ts";
import { NextStep } from "./NextStep.tsx";

const rule = ruleWith(destinationOf("v1", 95), destinationOf("v2", 5));
const route = routeWith([rule]);
const weights = (v1: number, v2: number) =>
  ruleWith(destinationOf("v1", v1), destinationOf("v2", v2)).destinations.map(({ host, subset, weight }) => ({
    host,
    ...(subset === undefined ? {} : { subset }),
    weight,
  }));
const toNothing: RouteChange = {
  id: "1" as ChangeId,
  route: route.route,
  rule: rule.rule,
  before: weights(95, 5),
  after: weights(100, 0),
  by: "ada",
  at: "2026-11-20T03:00:00.000Z",
  status: { phase: "accepted" },
};
const back: RouteChange = {
  ...toNothing,
  id: "2" as ChangeId,
  before: toNothing.after,
  after: toNothing.before,
  undoes: toNothing.id,
};
let root: Root;

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  document.body.innerHTML = "<div id=root></div>";
  root = createRoot(document.getElementById("root") ?? document.body);
});
afterEach(() => act(() => root.unmount()));

it("has the focus on the change that takes one back, whose button was pressed and is gone", () => {
  watch(toNothing);
  act(() => undoButton()?.focus());
  expect(document.activeElement).toBe(undoButton());
  watch(back);
  expect(undoButton()).toBeUndefined();
  expect(document.activeElement?.getAttribute("aria-label")).toBe("Progress of the change");
});

function watch(change: RouteChange): void {
  const queries = new QueryClient({ defaultOptions: { queries: { enabled: false } } });
  act(() =>
    root.render(
      <QueryClientProvider client={queries}>
        <NextStep
          route={route}
          draft={startDraft(route, rule)}
          state={{ step: "watch", change }}
          standing="same"
          compact={false}
          perSecond={60}
          onState={() => {}}
          onFresh={() => {}}
        />
      </QueryClientProvider>,
    ),
  );
}

function undoButton(): HTMLButtonElement | undefined {
  return [...document.querySelectorAll("button")].find((each) => each.textContent.includes("Undo to"));
}
