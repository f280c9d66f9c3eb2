import type { PrometheusClient } from "@fyr/prometheus";
import type { Inventory, InventoryWorkload } from "@fyr/topology";

const workloads = 1000;
const edges = 3000;
const failingEvery = 6;
const bounds = [
  0.5,
  1,
  5,
  10,
  25,
  50,
  100,
  250,
  500,
  1000,
  2500,
  5000,
  10_000,
  30_000,
  60_000,
  300_000,
  600_000,
  "+Inf",
];

type Labels = Record<string, string>;

const namespaceOf = (index: number) => `team-${index % 40}`;

function side(end: "source" | "destination", index: number): Labels {
  return {
    [`${end}_cluster`]: "north",
    [`${end}_workload_namespace`]: namespaceOf(index),
    [`${end}_workload`]: `app-${index}`,
    [`${end}_canonical_service`]: `app-${index}`,
    [`${end}_canonical_revision`]: "v1",
  };
}

function pairLabels(edge: number): Labels {
  const [from, to] = [edge % workloads, (edge * 7 + Math.floor(edge / workloads) + 1) % workloads];
  return {
    ...side("source", from),
    ...side("destination", to),
    destination_service: `app-${to}.${namespaceOf(to)}.svc.cluster.local`,
    destination_service_name: `app-${to}`,
    destination_service_namespace: namespaceOf(to),
    request_protocol: "http",
  };
}

const pairs = Array.from({ length: edges }, (_, edge) => pairLabels(edge));

/** Answers as Istio's series do: 7,000 rows of requests, 54,000 of buckets, 6,000 of sums. `load` scales every rate. */
export function syntheticClient(load: number): Pick<PrometheusClient, "query"> {
  const row = (metric: Labels, value: number) => ({ metric, value: value * load });
  const ends = pairs.flatMap((pair, edge) =>
    ["source", "destination"].map((reporter) => ({ ...pair, reporter, edge })),
  );
  const answers = {
    buckets: pairs.flatMap((pair, edge) =>
      bounds.map((le, at) =>
        row({ ...pair, reporter: "source", le: `${le}` }, Math.min(10, (at * (1 + (edge % 5))) / 4)),
      ),
    ),
    sums: pairs.flatMap((pair) =>
      ["sum", "count"].map((mark) => row({ ...pair, reporter: "source", fyr_metric: mark }, mark === "sum" ? 400 : 10)),
    ),
    requests: ends.flatMap(({ edge, ...metric }) =>
      (edge % failingEvery === 0 ? ["200", "503"] : ["200"]).map((code) =>
        row({ ...metric, response_code: code, response_flags: "-" }, code === "200" ? 10 : 0.5),
      ),
    ),
  };
  const rowsFor = (query: string) => {
    if (query.includes("_bucket")) return answers.buckets;
    if (query.includes("duration")) return answers.sums;
    return query.includes("istio_requests_total") ? answers.requests : [];
  };
  return { query: async (promql) => ({ rows: rowsFor(promql), warnings: [] }) };
}

export const syntheticInventory: Inventory = {
  workloads: Array.from(
    { length: workloads },
    (_, index): InventoryWorkload => ({
      cluster: "north",
      namespace: namespaceOf(index),
      name: `app-${index}`,
      workloadKind: "Deployment",
      app: `app-${index}`,
      version: "v1",
      inMesh: true,
      role: "workload",
      pods: { ready: 2, total: 2 },
      services: [`app-${index}`],
      podNames: [],
    }),
  ),
  services: Array.from({ length: workloads }, (_, index) => ({
    cluster: "north",
    namespace: namespaceOf(index),
    name: `app-${index}`,
    host: `app-${index}.${namespaceOf(index)}.svc.cluster.local`,
    selects: [`app-${index}`],
  })),
  serviceEntries: [],
  routes: [],
  circuitBreakerHosts: [],
  namespaces: [],
};
