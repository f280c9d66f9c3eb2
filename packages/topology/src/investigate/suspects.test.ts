import type { Marker } from "@fyr/contract";
import { describe, expect, it } from "vitest";
import { suspectsOf } from "./suspects.ts";

const onset = Date.parse("2026-11-20T03:00:00Z");
const instant = (secondsBefore: number) => new Date(onset - secondsBefore * 1000).toISOString();
const payment = { namespace: "payments", name: "payment-v2" };
const around = {
  itself: [payment],
  steers: [{ namespace: "payments", name: "payment" }],
  behind: [{ namespace: "payments", name: "ledger" }],
  callers: [{ namespace: "checkout", name: "checkout" }],
  hosts: ["node-b"],
};
const finding = {
  kind: "failing" as const,
  onset: { at: instant(0), notBefore: instant(10), notAfter: instant(-10) },
  flags: [],
} satisfies Parameters<typeof suspectsOf>[0];

function marker(id: string, secondsBefore: number, parts: Partial<Marker> = {}): Marker {
  return {
    id,
    at: instant(secondsBefore),
    kind: "rollout",
    object: { kind: "Deployment", namespace: "payments", name: "payment-v2" },
    workloads: [],
    services: [],
    knownFrom: "cluster",
    ...parts,
  };
}

const rollout = (id: string, secondsBefore: number) => marker(id, secondsBefore, { workloads: [payment] });
const ids = (markers: readonly Marker[], more: Partial<Parameters<typeof suspectsOf>[0]> = {}) =>
  suspectsOf({ ...finding, ...more }, markers, around).map((suspect) => suspect.marker.id);

it("takes the nearest in time first", () => {
  expect(ids([rollout("earlier", 500), rollout("just before", 30), rollout("long before", 2000)])).toEqual([
    "just before",
    "earlier",
  ]);
});

it("takes what is the place itself before what steers to it, what is behind it and what is elsewhere", () => {
  const markers = [
    marker("elsewhere", 20, { workloads: [{ namespace: "shop", name: "cart" }] }),
    marker("behind", 20, { workloads: [{ namespace: "payments", name: "ledger" }] }),
    marker("steers", 20, { kind: "route-edit", services: around.steers }),
    rollout("itself", 20),
  ];
  expect(ids(markers)).toEqual(["itself", "steers", "behind", "elsewhere"]);
  const [first] = suspectsOf(finding, markers, around);
  expect(first).toMatchObject({ strength: "strong", relation: "itself", secondsBefore: 20 });
});

it("takes an edit of the route first where requests reach nobody", () => {
  const edit = marker("edit", 60, { kind: "route-edit", services: around.steers });
  expect(ids([rollout("rollout", 55), edit])[0]).toBe("rollout");
  expect(ids([rollout("rollout", 55), edit], { flags: ["NR"] })[0]).toBe("edit");
});

it("takes a host outside for the same in every namespace, and a service of another one for another", () => {
  const edit = (service: { namespace: string; name: string }) =>
    suspectsOf(finding, [marker("edit", 20, { kind: "route-edit", services: [service] })], {
      ...around,
      steers: [{ name: "api.bank.example" }, { namespace: "payments", name: "payment" }],
    })[0]?.relation;
  expect(edit({ namespace: "shop", name: "api.bank.example" })).toBe("steers");
  expect(edit({ namespace: "shop", name: "payment" })).toBe("elsewhere");
});

it.each(["VirtualService", "HTTPRoute"])("takes a %s for what steers, also where it names the place itself", (kind) => {
  const edit = marker("edit", 20, { kind: "route-edit", workloads: [payment], object: { kind, name: "payment" } });
  expect(suspectsOf(finding, [edit], around)[0]).toMatchObject({ relation: "steers" });
});

it("allows for clocks that differ, and for nothing that came well after", () => {
  expect(ids([rollout("a little after", -40), rollout("well after", -300)])).toEqual(["a little after"]);
});

it("suspects a Kubernetes node of what runs on it", () => {
  const steal = marker("steal", 10, { kind: "cpu-steal", host: "node-b", object: { kind: "Node", name: "node-b" } });
  expect(suspectsOf(finding, [steal], around)[0]).toMatchObject({ relation: "host" });
});

describe("what lacks something", () => {
  const lacks = (saturated: "cpu" | "memory" | "connections") => ({ kind: "saturated" as const, saturated });
  const lowering = (id: string, lowered: Marker["lowered"]) => ({ ...rollout(id, 60), ...(lowered && { lowered }) });
  const steal = marker("steal", 60, { kind: "cpu-steal", host: "node-b", object: { kind: "Node", name: "node-b" } });
  const strengthOf = (one: Marker, more: Partial<Parameters<typeof suspectsOf>[0]>) =>
    suspectsOf({ ...finding, ...more }, [one], around)[0]?.strength;

  it("lacks it by the rollout that lets it use less, before one that does not, and before what others take", () => {
    const [cpu, memory] = [lowering("cpu", ["cpu"]), lowering("memory", ["memory"])];
    expect(ids([steal, memory, cpu], lacks("cpu"))).toEqual(["cpu", "memory", "steal"]);
    expect(ids([steal, memory, cpu], lacks("memory"))[0]).toBe("memory");
    expect(ids([memory, cpu], { kind: "slow", saturated: "cpu" })[0]).toBe("cpu");
    expect(strengthOf(cpu, lacks("cpu"))).toBe("strong");
  });

  it("hardly lacks it by a rollout of what it calls, whatever that may use", () => {
    const behind = marker("behind", 60, { workloads: [{ namespace: "payments", name: "ledger" }], lowered: ["cpu"] });
    expect(strengthOf(behind, {})).toBe("likely");
    expect(strengthOf(behind, lacks("cpu"))).toBe("weak");
  });

  it("has too few connections by an edit of what allows them", () => {
    const rule = marker("rule", 65, { kind: "destination-rule-edit", services: around.steers });
    expect(ids([rollout("rollout", 60), rule])[0]).toBe("rollout");
    expect(ids([rollout("rollout", 60), rule], lacks("connections"))[0]).toBe("rule");
  });

  it("is a Kubernetes node whose CPU others take: no rollout on it is why", () => {
    const onNode = { ...rollout("rollout", 60), lowered: ["cpu" as const] };
    expect(ids([onNode, steal], { kind: "saturated" })[0]).toBe("steal");
    expect(ids([onNode, steal], lacks("cpu"))[0]).toBe("rollout");
  });
});

it("takes an edit of a policy first where connections are denied", () => {
  const edit = marker("edit", 90, { kind: "policy-edit", workloads: [payment] });
  expect(ids([rollout("rollout", 60), edit])[0]).toBe("rollout");
  expect(ids([rollout("rollout", 60), edit], { flags: ["DENY"] })[0]).toBe("edit");
});

it("suspects nobody where it is not known since when", () => {
  const { onset: _, ...chronic } = finding;
  expect(suspectsOf(chronic, [rollout("rollout", 10)], around)).toEqual([]);
});
