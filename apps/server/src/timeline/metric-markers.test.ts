import { createClusterTimeline } from "@fyr/kubernetes";
import type { AlertSpan, Happenings } from "@fyr/prometheus";
import { expect, it } from "vitest";
import { noObjects } from "../testing/mesh-objects.ts";
import { metricMarkers } from "./metric-markers.ts";
import { markersInScope } from "./visible-markers.ts";

const nothing: Happenings = { steal: [], restarts: [], oomKills: [], alerts: [] };
const firing = (labels: AlertSpan["labels"]) =>
  metricMarkers({ ...nothing, alerts: [{ labels: { alertname: "Slow", ...labels }, from: 0 }] }, undefined);

it.each([
  { labels: { namespace: "shop", deployment: "cart" }, workloads: [{ namespace: "shop", name: "cart" }], services: [] },
  {
    labels: { destination_workload_namespace: "shop", destination_workload: "cart", source_workload: "unknown" },
    workloads: [{ namespace: "shop", name: "cart" }],
    services: [],
  },
  { labels: { namespace: "shop", service: "cart" }, workloads: [], services: [{ namespace: "shop", name: "cart" }] },
])("an alert with $labels names a part of the mesh", ({ labels, workloads, services }) => {
  expect(firing(labels as unknown as AlertSpan["labels"])).toMatchObject([
    { kind: "alert", object: { name: "Slow" }, workloads, services },
  ]);
});

it("an alert that names no part of the mesh is none of it", () => {
  expect(firing({ job: "prometheus" })).toEqual([]);
});

it("restarts soon after each other are one trouble, later ones another", () => {
  const at = (minute: number) => ({ namespace: "shop", pod: "cart-1", at: 60 * minute });
  const found = metricMarkers({ ...nothing, restarts: [0, 2, 9, 60].map(at) }, undefined);
  expect(found).toMatchObject([{ count: 3, until: "1970-01-01T00:09:00.000Z" }, { at: "1970-01-01T01:00:00.000Z" }]);
  expect(found[1]?.count).toBeUndefined();
});

it("the containers of one pod restart together, and those of a new pod have not restarted", () => {
  const at = (container: string, second: number) => ({ namespace: "shop", pod: "db-0", container, at: second });
  const restarts = [at("db", 1000), at("istio-proxy", 1003)];
  const found = metricMarkers({ ...nothing, restarts }, undefined);
  expect(found).toMatchObject([{ message: "db, istio-proxy" }]);
  expect(found[0]?.count).toBeUndefined();
  expect(metricMarkers({ ...nothing, restarts }, undefined, () => 995)).toEqual([]);
});

it("who may see one namespace is told of nothing that lies in others", () => {
  const [marker] = firing({
    source_workload_namespace: "shop",
    source_workload: "cart",
    destination_workload_namespace: "vault",
    destination_workload: "safe",
  });
  if (marker === undefined) throw new Error("no marker");
  expect(markersInScope([marker], ["shop"])).toMatchObject([{ workloads: [{ namespace: "shop", name: "cart" }] }]);
  expect(markersInScope([marker], ["other"])).toEqual([]);
});

it("steal is told of the node by its name, where node_exporter is scraped by its address", () => {
  const nodes = [{ name: "node-a", addresses: ["10.0.0.7", "node-a"], troubles: [] }];
  const { concerns } = createClusterTimeline({ ...noObjects, nodes });
  const found = metricMarkers({ ...nothing, steal: [{ host: "10.0.0.7", from: 0, ratio: 0.4 }] }, concerns);
  expect(found).toMatchObject([{ kind: "cpu-steal", object: { kind: "Node", name: "node-a" }, host: "node-a" }]);
});
