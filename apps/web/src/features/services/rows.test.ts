import type { TopologyNode } from "@fyr/contract";
import { describe, expect, it } from "vitest";
import { partsOf } from "./behind.ts";
import { foundAmong, rowsOf } from "./rows.ts";
import { call, mesh, service, workload } from "./services.fixture.ts";

const names = (rows: readonly TopologyNode[]) => rows.map(({ name }) => name);

describe("rows", () => {
  const nodes = [
    workload("payment-v1"),
    workload("ingress", { kind: "gateway" }),
    workload("unknown", { kind: "unknown" }),
    workload("checkout", { flags: ["outsideScope"] }),
    workload("bank", { kind: "serviceEntry" }),
  ];

  it("are the workloads in scope, and neither strangers nor what is outside", () => {
    expect(names(rowsOf({ nodes }, "workload"))).toEqual(["payment-v1", "ingress"]);
  });

  it("are services, those outside too, and not what stands behind none", () => {
    expect(names(rowsOf({ nodes: [...nodes, service("payment")] }, "service"))).toEqual(["bank", "payment"]);
  });

  it("are found by the language of the map", () => {
    const rows = [workload("a", { inbound: { errorRatio: 0.07 } }), workload("b", { inbound: { errorRatio: 0.001 } })];
    expect(names(foundAmong(rows, mesh(rows), "errors > 1%"))).toEqual(["a"]);
    expect(names(foundAmong(rows, mesh(rows), "b"))).toEqual(["b"]);
  });

  it("all stay while an expression cannot be read", () => {
    const rows = [workload("a")];
    expect(foundAmong(rows, mesh(rows), "errors >")).toEqual(rows);
    expect(foundAmong(rows, mesh(rows), undefined)).toEqual(rows);
  });

  it("are not found for a call of theirs", () => {
    const rows = [workload("a")];
    expect(foundAmong(rows, mesh(rows, [call(workload("a"), {})]), "http")).toEqual([]);
  });
});

describe("what stands behind", () => {
  const v1 = workload("payment-v1", { app: "payment", version: "v1", inbound: { requestsPerSecond: 95 } });
  const v2 = workload("payment-v2", { app: "payment", version: "v2", inbound: { requestsPerSecond: 5 } });
  const v10 = workload("payment-v10", { app: "payment", version: "v10", services: ["payment"] });
  const other = workload("payment-v3", { app: "payment", version: "v3", namespace: "shop" });
  const shares = (node: TopologyNode, edges = [call(v1, { payment: 60, refund: 35 }), call(v2, { payment: 20 })]) =>
    partsOf(mesh([v10, v2, v1, other], edges))(node).map(({ node: { version }, share }) => [version, share]);

  it("a service has its own requests alone for a measure, and who is asked nothing", () => {
    expect(shares(service("payment"))).toEqual([
      ["v1", 0.75],
      ["v2", 0.25],
      ["v10", 0],
    ]);
  });

  it("an app, or a workload of it, is every version in its namespace", () => {
    const all = [
      ["v1", 0.95],
      ["v2", 0.05],
      ["v10", 0],
    ];
    expect(shares(v2)).toEqual(all);
    expect(shares({ ...v2, kind: "app", id: service("x").id })).toEqual(all);
  });

  it("has no shares where nothing is measured", () => {
    expect(shares(service("payment"), [])).toEqual([["v10", undefined]]);
  });
});
