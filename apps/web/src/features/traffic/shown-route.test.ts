import { describe, expect, it } from "vitest";
import { firstToShow, routesToList } from "./chosen-route.ts";
import { destinationOf, routeWith, ruleWith } from "./route/route.fixture.ts";
import { shownRoute } from "./shown-route.ts";
import { moveWeight, startDraft } from "./weights/draft.ts";
import type { EditorState } from "./weights/editor-state.ts";

const rule = ruleWith(destinationOf("v1", 95), destinationOf("v2", 5));
const payment = routeWith([rule]);
const single = routeWith([ruleWith(destinationOf("v1", 100))]);
const draft: EditorState = { step: "edit", draft: moveWeight(startDraft(payment, rule), 1, 20) };
const keepsNothing = { stateOf: () => undefined, lastKnown: () => undefined };
const keepsDraft = { stateOf: () => draft, lastKnown: () => payment };

describe("shownRoute", () => {
  it("begins with the weights as they stand", () => {
    const shown = shownRoute([payment], payment.route, keepsNothing);
    expect(shown?.isGone).toBe(false);
    expect(shown?.state).toEqual({ step: "edit", draft: startDraft(payment, rule) });
  });

  it("keeps the draft of a route that was deleted", () => {
    expect(shownRoute([], payment.route, keepsDraft)).toEqual({ route: payment, rule, state: draft, isGone: true });
  });

  it("sets a draft against the route as it is, even where that no longer splits", () => {
    const shown = shownRoute([single], payment.route, keepsDraft);
    expect(shown).toMatchObject({ route: single, state: draft, isGone: false });
  });

  it("has nothing for a route that does not split and is not being moved", () => {
    expect(shownRoute([single], single.route, keepsNothing)).toBeUndefined();
  });
});

describe("the list", () => {
  const pricing = routeWith([rule], { route: { kind: "VirtualService", namespace: "shop", name: "pricing" } });
  const failing = routeWith([rule], { health: "failing", route: { ...pricing.route, name: "search" } });

  it("holds what splits in the namespaces in scope", () => {
    expect(routesToList([payment, pricing, single], ["shop"])).toEqual([pricing]);
    expect(routesToList([payment, pricing, single], undefined)).toEqual([payment, pricing]);
  });

  it.each([
    { routes: [payment, pricing, failing], first: "search" },
    { routes: [pricing, payment], first: "pricing" },
    { routes: [], first: undefined },
  ])("begins at $first", ({ routes, first }) => {
    expect(firstToShow(routes)?.name).toBe(first);
  });
});
