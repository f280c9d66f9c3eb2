import type { ChangeId, NodeId, RouteChange, Series } from "@fyr/contract";
import { describe, expect, it } from "vitest";
import { destinationOf, routeWith, ruleWith } from "../route/route.fixture.ts";
import { weightsOf } from "../weights/draft.ts";
import { lastSeen, routesTo, whyLost } from "./lost-edge-text.ts";

const now = Date.parse("2026-11-20T20:40:00");
const target = "workload/demo/payments/payment-v2" as NodeId;
const rule = (v2: number) => ruleWith(destinationOf("v1", 100 - v2), destinationOf("v2", v2));
const route = routeWith([rule(0)]);
const change: RouteChange = {
  id: "a" as ChangeId,
  route: route.route,
  rule: { protocol: "http", index: 0 },
  before: weightsOf(rule(5)),
  after: weightsOf(rule(0)),
  by: "ingrid",
  at: new Date("2026-11-20T20:31:00").toISOString(),
  status: { phase: "accepted" },
};
const known = { name: "payment v2", target, routes: [route], changes: [change], user: "ingrid", now };

describe("whyLost", () => {
  it("names the change that took the weight away", () => {
    expect(whyLost(known)).toBe("payment v2 gets no traffic since your change at 20:31.");
    expect(whyLost({ ...known, user: "mats" })).toBe("payment v2 gets no traffic since ingrid’s change at 20:31.");
  });

  it("says what is set where nobody changed it with Fyr", () => {
    const words = "payment v2 gets no traffic: VirtualService payment gives it a weight of 0.";
    expect(whyLost({ ...known, changes: [] })).toBe(words);
  });

  it("blames no route that gives it a share", () => {
    expect(whyLost({ ...known, routes: [routeWith([rule(5)])] })).toBeUndefined();
    expect(whyLost({ ...known, routes: [] })).toBeUndefined();
  });
});

describe("routesTo", () => {
  it("holds a route that names the node with a weight of 0", () => {
    expect(routesTo(target, [route])).toEqual([route]);
    expect(routesTo("workload/demo/shop/search" as NodeId, [route])).toEqual([]);
  });
});

describe("lastSeen", () => {
  const at = (text: string) => Date.parse(`2026-11-20T${text}`) / 1000;
  const series = (requestsPerSecond: (number | null)[]): Series => ({
    from: "",
    to: "",
    stepSeconds: 60,
    windowSeconds: 60,
    times: [at("20:30:00"), at("20:31:00"), at("20:32:00")],
    requestsPerSecond,
  });

  it("is the last moment with a request", () => {
    expect(lastSeen(series([3, 0.5, 0]), now)).toBe("Last seen at 20:31.");
    expect(lastSeen(series([3, null, null]), now)).toBe("Last seen at 20:30.");
  });

  it("is not as much later as the window is long", () => {
    const times = [0, 1, 2, 3, 4, 5, 6].map((minute) => at(`20:3${minute}:00`));
    const wide = { ...series([9, 9, 7, 5, 3, 1, 0]), windowSeconds: 300, times };
    expect(lastSeen(wide, now)).toBe("Last seen at 20:31.");
  });

  it("is longer ago than was looked", () => {
    expect(lastSeen(series([0, null, null]), now)).toBe("Not seen since 20:30 or longer.");
  });
});
