import { type ClusterHands, createChronicle } from "./cluster/chronicle.ts";
import { chooseMesh } from "./mesh/choose-mesh.ts";
import { clusterObjects } from "./mesh/cluster-objects.ts";
import type { Labels } from "./metrics/block.ts";
import { DURATION_BOUNDS_MS } from "./metrics/request-shape.ts";
import type { ScenarioName } from "./scenarios/scenario.ts";
import { createStage } from "./scenarios/stage.ts";
import { createSimulation } from "./simulation.ts";
import { type ClusterObject, RESOURCES } from "./traffic/cluster-view.ts";
import { createFakeCluster } from "./traffic/fake-cluster.ts";
import { createTrafficRecord } from "./traffic/traffic-record.ts";

const START = 1_790_000_000;

interface UnderTest {
  readonly scenario?: ScenarioName;
  readonly seed?: number;
  /** Absent: the mesh that is written out. */
  readonly workloads?: number;
  /** Unix seconds; long ago, so that the scenario is at full strength. */
  readonly onset?: number;
}

/** The demo's mesh in a fake cluster; for tests. */
export function simulationUnderTest({ scenario = "calm", seed = 1, workloads, onset = START - 1000 }: UnderTest = {}) {
  const { mesh } = chooseMesh({ seed, scenario, ...(workloads && { generated: { workloads, namespaces: 12 } }) });
  const seeds = clusterObjects(mesh);
  const cluster = createFakeCluster(seeds);
  const stage = createStage(mesh, scenario, onset);
  const { get, put } = cluster;
  const hands: ClusterHands = {
    get,
    put: (resource, object) => put(resource, object),
    tell: () => undefined,
    at: (_, act) => act(),
  };
  const happen = createChronicle({ stage, hands, seeds });
  const record = createTrafficRecord(mesh);
  record.begin(stage.effectsAt);
  const { compiled } = record;
  const simulation = createSimulation({ mesh, cluster: cluster.view, stage, seed, start: START, happen, compiled });
  let now = START;
  const pass = (seconds: number) => {
    now += seconds;
    simulation.advanceTo(now, 5);
  };
  return {
    mesh,
    cluster,
    stage,
    simulation,
    record,
    pass,
    now: () => now,
    /** What proxies count while so many seconds pass. */
    watch(seconds: number) {
      const before = counted(simulation.registry.all());
      pass(seconds);
      return summarise(before, counted(simulation.registry.all()), seconds);
    },
    /** An edge's error ratio over each minute that ends with a step, while so many seconds pass. */
    minuteRatios(edge: string, seconds: number): number[] {
      const steps = Array.from({ length: seconds / 5 + 1 }, (_, nth) => {
        if (nth > 0) pass(5);
        return failuresOf(edge, simulation.registry.all());
      });
      return steps.slice(12).map((after, nth) => {
        const before = steps[nth] ?? after;
        return (after.failed - before.failed) / (after.requests - before.requests);
      });
    },
    setWeights(namespace: string, name: string, weights: readonly number[]) {
      const route = cluster.view
        .list(RESOURCES.virtualServices)
        .find(({ metadata }) => metadata.namespace === namespace && metadata.name === name);
      if (!route) throw new Error(`There is no VirtualService ${namespace}/${name}.`);
      cluster.put(RESOURCES.virtualServices, withWeights(route, weights));
    },
  };
}

export interface Seen {
  readonly perSecond: number;
  /** 0..1: 5xx, no answer that is not the client's doing, failed gRPC. */
  readonly errorRatio: number;
  readonly clientErrorRatio: number;
  /** Per second by `code grpcStatus flags`. */
  readonly answers: Readonly<Record<string, number>>;
  /** Upper bound of the bucket that holds the 99th percentile. */
  readonly p99BucketMs: number;
  readonly meanMs: number;
  readonly labels: readonly Labels[];
}

type Counted = Map<string, { labels: Labels; values: Float64Array }>;

function counted(blocks: ReturnType<ReturnType<typeof createSimulation>["registry"]["all"]>): Counted {
  const found: Counted = new Map();
  for (const { key, shape, labels, values } of blocks) {
    if (shape.lines[0]?.metric === "istio_requests_total") found.set(key, { labels, values: values.slice() });
  }
  return found;
}

function failuresOf(edge: string, blocks: ReturnType<ReturnType<typeof createSimulation>["registry"]["all"]>) {
  const sum = { requests: 0, failed: 0 };
  for (const { shape, labels, values } of blocks) {
    if (shape.lines[0]?.metric !== "istio_requests_total" || edgeOf(labels) !== edge) continue;
    sum.requests += values[0] ?? 0;
    if (isServerError(labels)) sum.failed += values[0] ?? 0;
  }
  return sum;
}

/** By `reporter source>target`. */
function summarise(before: Counted, after: Counted, seconds: number): ReadonlyMap<string, Seen> {
  const grown = [...after].map(([key, { labels, values }]) => ({
    labels,
    values: values.map((value, line) => value - (before.get(key)?.values[line] ?? 0)),
  }));
  const edges = Map.groupBy(
    grown.filter(({ values }) => (values[0] ?? 0) > 0),
    ({ labels }) => edgeOf(labels),
  );
  return new Map([...edges].map(([edge, parts]) => [edge, seen(parts, seconds)]));
}

function seen(parts: readonly { labels: Labels; values: Float64Array }[], seconds: number): Seen {
  const total = Float64Array.from({ length: parts[0]?.values.length ?? 0 }, (_, line) =>
    parts.reduce((sum, { values }) => sum + (values[line] ?? 0), 0),
  );
  const requests = total[0] ?? 0;
  const share = (wanted: (labels: Labels) => boolean) =>
    parts.reduce((sum, { labels, values }) => sum + (wanted(labels) ? (values[0] ?? 0) : 0), 0) / requests;
  const answers: Record<string, number> = {};
  for (const { labels, values } of parts) {
    const kind = `${labels["response_code"]} ${labels["grpc_response_status"]} ${labels["response_flags"]}`;
    answers[kind] = (answers[kind] ?? 0) + (values[0] ?? 0) / seconds;
  }
  const bucket = DURATION_BOUNDS_MS.findIndex((_, index) => (total[1 + index] ?? 0) >= 0.99 * requests);
  return {
    perSecond: requests / seconds,
    errorRatio: share(isServerError),
    clientErrorRatio: share(({ response_code: code = "" }) => code.startsWith("4")),
    answers,
    p99BucketMs: DURATION_BOUNDS_MS[bucket] ?? Number.POSITIVE_INFINITY,
    meanMs: (total[21] ?? 0) / requests,
    labels: parts.map(({ labels }) => labels),
  };
}

const edgeOf = (labels: Labels) =>
  `${labels["reporter"]} ${labels["source_workload"]}>${labels["destination_workload"]}`;

const GRPC_FAILURES = ["2", "4", "8", "10", "12", "13", "14", "15"];

function isServerError({ response_code: code = "", grpc_response_status: status = "", response_flags: flags }: Labels) {
  return code.startsWith("5") || (code === "0" && flags !== "DC") || GRPC_FAILURES.includes(status);
}

interface HttpRule {
  readonly route?: readonly object[];
}

function withWeights(route: ClusterObject, weights: readonly number[]): ClusterObject {
  const spec = route["spec"] as { readonly http: readonly HttpRule[] };
  const http = spec.http.map((rule) =>
    rule.route?.length === weights.length
      ? { ...rule, route: rule.route.map((destination, nth) => ({ ...destination, weight: weights[nth] })) }
      : rule,
  );
  return { ...route, spec: { ...spec, http } };
}
