import { describe, expect, it } from "vitest";
import { allResources } from "../resources/find-resource.ts";
import type { KubernetesObject } from "../store/object.ts";
import { ageOf } from "./age.ts";
import { tableOf } from "./table.ts";

const nowMs = Date.parse("2026-08-22T03:02:00Z");

function printed(plural: string, group: string, more: object, creationTimestamp = "2026-08-22T02:00:00Z") {
  const type = allResources.find((one) => one.plural === plural && one.group === group);
  if (!type) throw new Error(`no resource ${plural}`);
  const metadata = { name: "x", namespace: "shop", uid: "u", resourceVersion: "1", creationTimestamp };
  const object: KubernetesObject = { apiVersion: "v1", kind: type.kind, metadata, ...more };
  const table = tableOf(type, [object], { metadata: {}, include: "None", nowMs });
  return Object.fromEntries(table.columnDefinitions.map(({ name }, index) => [name, table.rows[0]?.cells[index]]));
}

describe("tables", () => {
  it("tells why a container waits rather than the phase of its pod", () => {
    const status = {
      phase: "Running",
      containerStatuses: [{ ready: false, restartCount: 7, state: { waiting: { reason: "CrashLoopBackOff" } } }],
    };
    const row = printed("pods", "", { spec: { containers: [{}], nodeName: "node-a" }, status });
    expect(row).toMatchObject({
      Name: "x",
      Ready: "0/1",
      Status: "CrashLoopBackOff",
      Restarts: "7",
      Age: "62m",
      Node: "node-a",
    });
  });

  it("counts the pods of a deployment", () => {
    const row = printed("deployments", "apps", {
      spec: { replicas: 3 },
      status: { readyReplicas: 2, updatedReplicas: 3, availableReplicas: 2 },
    });
    expect(row).toMatchObject({ Ready: "2/3", "Up-to-date": 3, Available: 2 });
  });

  it("shows hosts and gateways of a route", () => {
    const row = printed("virtualservices", "networking.istio.io", { spec: { hosts: ["cart"], gateways: ["mesh"] } });
    expect(row).toEqual({ Name: "x", Gateways: '["mesh"]', Hosts: '["cart"]', Age: "62m" });
  });

  it("shows what an event is about", () => {
    const row = printed("events", "", {
      type: "Normal",
      reason: "Moved",
      message: "95 → 80",
      involvedObject: { kind: "VirtualService", name: "cart" },
    });
    expect(row).toEqual({
      "Last Seen": "62m",
      Type: "Normal",
      Reason: "Moved",
      Object: "virtualservice/cart",
      Message: "95 → 80",
    });
  });

  it("shows nodes, services and conditions", () => {
    const conditions = [{ type: "Ready", status: "True" }];
    expect(printed("nodes", "", { spec: { unschedulable: true }, status: { conditions } })).toMatchObject({
      Status: "Ready,SchedulingDisabled",
      Roles: "<none>",
    });
    expect(
      printed("services", "", { spec: { clusterIP: "10.1.0.1", ports: [{ port: 80 }], selector: { app: "cart" } } }),
    ).toMatchObject({
      "Port(s)": "80/TCP",
      Selector: "app=cart",
    });
  });

  it("has a row for every kind, with an age or a date", () => {
    for (const { plural, group } of allResources) {
      const row = printed(plural, group, {});
      expect(
        Object.values(row).every((cell) => cell !== undefined),
        plural,
      ).toBe(true);
    }
  });

  it.each([
    { seconds: 45, age: "45s" },
    { seconds: 119, age: "119s" },
    { seconds: 185, age: "3m5s" },
    { seconds: 1800, age: "30m" },
    { seconds: 4 * 3600 + 720, age: "4h12m" },
    { seconds: 30 * 3600, age: "30h" },
    { seconds: 72 * 3600 + 3600, age: "3d1h" },
    { seconds: 20 * 86_400, age: "20d" },
  ])("$seconds s is $age", ({ seconds, age }) => {
    expect(ageOf(new Date(nowMs - seconds * 1000).toISOString(), nowMs)).toBe(age);
  });
});
