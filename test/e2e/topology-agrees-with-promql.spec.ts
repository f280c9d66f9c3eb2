import type { Topology, TopologyEdge, TopologyNode } from "@fyr/contract";
import { type APIRequestContext, expect, test } from "@playwright/test";
import { type PromRow, promql, runningDemo } from "./demo.ts";

const windowSeconds = 60;
const by =
  "reporter,request_protocol,source_workload_namespace,source_workload,destination_workload_namespace,destination_workload,destination_service_name";

interface Expected {
  readonly reporter: string;
  readonly requestsPerSecond: number;
  readonly quantiles: Readonly<Record<"p50" | "p95" | "p99", number | undefined>>;
}

const moments = [
  { name: "half a minute ago", secondsAgo: 30 },
  { name: "five minutes ago", secondsAgo: 300 },
  { name: "forty minutes ago", secondsAgo: 2400 },
  { name: "two hours ago", secondsAgo: 7200 },
];

for (const { name, secondsAgo } of moments) {
  test(`every edge agrees with PromQL ${name}`, async ({ request }) => {
    await agreesAt(request, Math.floor(Date.now() / 1000) - secondsAgo);
  });
}

test("every edge agrees with PromQL while counters restart", async ({ request }) => {
  const restarted = await fetch(`http://127.0.0.1:${runningDemo().ports.mesh}/restart-counters`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ namespace: "payments" }),
  });
  expect(restarted.ok).toBe(true);
  const resets = 'sum(resets(istio_requests_total{destination_workload_namespace="payments"}[1m]))';
  let at = 0;
  const resetsBehind = async () => {
    at = await settledMoment();
    return (await promql(resets, at))[0]?.value ?? 0;
  };
  await expect.poll(resetsBehind).toBeGreaterThan(0);
  await agreesAt(request, at);
});

/** Up to it every sample is there: each target has been scraped since. Unix seconds. */
async function settledMoment(): Promise<number> {
  const [row] = await promql("min(timestamp(up))", Date.now() / 1000);
  return Math.floor(row?.value ?? 0) - 1;
}

async function agreesAt(request: APIRequestContext, at: number): Promise<void> {
  const response = await request.get(`/api/topology?at=${at}&windowSeconds=${windowSeconds}`);
  expect(response.status()).toBe(200);
  const topology = (await response.json()) as Topology;
  expect(Date.parse(topology.at) / 1000).toBe(at);
  const expected = await expectedEdges(at);
  const nodes = new Map(topology.nodes.map((node) => [node.id, node]));
  const seen = new Map<string, TopologyEdge>();
  for (const edge of topology.edges.filter(({ protocol }) => protocol !== "tcp"))
    seen.set(keyOfEdge(edge, nodes), edge);

  expect([...seen.keys()].sort()).toEqual([...expected.keys()].sort());
  for (const [key, want] of expected) {
    const edge = seen.get(key);
    expect(edge?.reporter, key).toBe(want.reporter);
    expectClose(edge?.requestsPerSecond, want.requestsPerSecond, 0.01, `${key} rate`);
    for (const quantile of ["p50", "p95", "p99"] as const) {
      const value = want.quantiles[quantile];
      if (value !== undefined) expectClose(edge?.latencyMs?.[quantile], value, 0.006, `${key} ${quantile}`);
    }
  }
}

/** The graph worked out by PromQL alone: one reporter an edge, the caller's if it reports. */
async function expectedEdges(at: number): Promise<Map<string, Expected>> {
  const rates = await promql(`sum by (${by}) (rate(istio_requests_total[${windowSeconds}s])) > 0`, at);
  const quantiles = {
    p50: await quantileRows(0.5, at),
    p95: await quantileRows(0.95, at),
    p99: await quantileRows(0.99, at),
  };
  const edges = new Map<string, Expected>();
  for (const reporter of ["destination", "source"]) {
    const ofReporter = ({ metric }: PromRow) => metric.reporter === reporter;
    for (const [key, rows] of Map.groupBy(rates.filter(ofReporter), keyOfRow)) {
      const one = (found: readonly PromRow[]) =>
        onlyValue(found.filter(ofReporter).filter((row) => keyOfRow(row) === key));
      edges.set(key, {
        reporter,
        requestsPerSecond: rows.reduce((sum, row) => sum + row.value, 0),
        quantiles: { p50: one(quantiles.p50), p95: one(quantiles.p95), p99: one(quantiles.p99) },
      });
    }
  }
  return edges;
}

function quantileRows(quantile: number, at: number): Promise<PromRow[]> {
  const buckets = `sum by (le,${by}) (rate(istio_request_duration_milliseconds_bucket[${windowSeconds}s]))`;
  return promql(`histogram_quantile(${quantile}, ${buckets})`, at);
}

/** Quantiles of two services cannot be added up by hand: such edges are compared by rate alone. */
function onlyValue(rows: readonly PromRow[]): number | undefined {
  const value = rows.length === 1 ? rows[0]?.value : undefined;
  return Number.isFinite(value) ? value : undefined;
}

function keyOfRow({ metric }: PromRow): string {
  const destination = known(metric.destination_workload)
    ? `${metric.destination_workload_namespace}/${metric.destination_workload}`
    : `service:${metric.destination_service_name}`;
  const source = known(metric.source_workload)
    ? `${metric.source_workload_namespace}/${metric.source_workload}`
    : "unknown";
  return `${metric.request_protocol} ${source}>${destination}`;
}

function keyOfEdge(edge: TopologyEdge, nodes: ReadonlyMap<string, TopologyNode>): string {
  const source = nodes.get(edge.source);
  const target = nodes.get(edge.target);
  const from = source?.workload ? `${source.namespace}/${source.workload}` : "unknown";
  const to = target?.workload
    ? `${target.namespace}/${target.workload}`
    : `service:${edge.destinationServices[0]?.name}`;
  return `${edge.protocol} ${from}>${to}`;
}

function known(name: string | undefined): boolean {
  return name !== undefined && name !== "" && name !== "unknown";
}

function expectClose(actual: number | undefined, wanted: number, tolerance: number, what: string): void {
  expect(actual, what).toBeDefined();
  expect(Math.abs((actual ?? 0) - wanted), `${what}: ${actual} instead of ${wanted}`).toBeLessThanOrEqual(
    Math.max(wanted * tolerance, 0.001),
  );
}
