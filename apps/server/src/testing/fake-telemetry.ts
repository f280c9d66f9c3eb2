import type { MeasuredOverRange, SeriesRange } from "@fyr/prometheus";
import type { SampleKey, TrafficSample } from "@fyr/topology";
import type { LookingTelemetry } from "../observer/source/telemetry.ts";

export const storefrontToCart: SampleKey = {
  reporter: "source",
  protocol: "http",
  source: { cluster: "north", namespace: "shop", workload: "storefront", app: "storefront", version: "v1" },
  destination: {
    cluster: "north",
    namespace: "shop",
    workload: "cart",
    app: "cart",
    version: "v1",
    service: "cart",
    serviceNamespace: "shop",
    serviceHost: "cart.shop.svc.cluster.local",
  },
};

/** Traffic on one edge: requests a second, of which a share fails. */
export function traffic(perSecond: number, failing = 0): TrafficSample[] {
  return [
    { ...storefrontToCart, kind: "requests", code: "200", perSecond: perSecond * (1 - failing) },
    ...(failing > 0
      ? [{ ...storefrontToCart, kind: "requests" as const, code: "503", perSecond: perSecond * failing }]
      : []),
  ];
}

function timesOf({ from, to, stepSeconds }: SeriesRange): number[] {
  return Array.from({ length: Math.floor((to - from) / stepSeconds) + 1 }, (_, i) => from + i * stepSeconds);
}

/** Moment by moment, without telling of each. */
function overRange(range: SeriesRange, read: LookingTelemetry["traffic"]): MeasuredOverRange {
  const { windowSeconds } = range;
  return { times: timesOf(range), at: (at) => read({ at, windowSeconds }) };
}

/** A mesh of one edge. `calls` lists what was asked, in order. */
export function fakeTelemetry(parts: Partial<LookingTelemetry> = {}): LookingTelemetry & { readonly calls: string[] } {
  const calls: string[] = [];
  const nothing = { samples: [], warnings: [] };
  const base: LookingTelemetry = {
    traffic: async () => ({ samples: traffic(10), warnings: [] }),
    messages: async () => nothing,
    latencies: async () => ({
      samples: [
        {
          ...storefrontToCart,
          kind: "latency",
          histogram: { bounds: [10, 100, Number.POSITIVE_INFINITY], perSecond: [5, 10, 10] },
          sumMsPerSecond: 200,
          countPerSecond: 10,
        },
      ],
      warnings: [],
    }),
    series: async (_subject, range) => {
      const times = timesOf(range);
      return { times, requestsPerSecond: times.map(() => 10) };
    },
    requestLines: async (_senders, range) => {
      const times = timesOf(range);
      const { source, destination } = storefrontToCart;
      const line = { requestsPerSecond: times.map(() => 10), errorRatio: times.map(() => 0) };
      return {
        times,
        received: [{ party: destination, near: { cluster: "north" }, ...line }],
        sent: [{ party: source, near: { cluster: "north" }, ...line }],
      };
    },
    edgeLines: async (edges, _wanted, range) => {
      const times = timesOf(range);
      return edges.map(() => ({ times, errorRatio: times.map(() => 0) }));
    },
    meshHistory: async () => ({
      history: { bins: [], rows: [], hosts: [], containers: [] },
      warnings: [],
      requests: 2,
    }),
    closeLook: async (_keys, { windowSeconds }) => ({ windowSeconds, bins: [], rows: [], hosts: [], containers: [] }),
    trafficOverRange: async (range) => overRange(range, all.traffic),
    latenciesOverRange: async (range) => overRange(range, all.latencies),
    edgeLatencyBuckets: async () => ({ latencyBuckets: [{ upToMs: 10, perSecond: 5 }, { perSecond: 0 }] }),
    edgeExtras: async () => ({ throughputBytesPerSecond: { toTarget: 7000, toSource: 30_000 } }),
    hosts: async (names) => names.map((name) => ({ name, cpuStealRatio: 0.2 })),
    containerCpu: async () => ({ cpuCores: 0.5, proxyCpuCores: 0.1 }),
    requestsByDestination: async () => [],
    outcomesByDestination: async () => [],
    slowByDestination: async () => [],
    latencyByDestination: async () => [],
    lastPush: async () => undefined,
    heatmap: async (_subject, range) => {
      const times = timesOf(range);
      return { times, boundsMs: [10], perSecond: [times.map(() => 9), times.map(() => 1)] };
    },
    tracedRequests: async (_subject, { to }) => ({
      exemplars: [{ traceId: "ab".repeat(16), at: to - 20, durationMs: 12.5, failed: false }],
      found: 1,
    }),
    podTraffic: async () => ({ pods: [], arePodsNamed: true }),
    podContainers: async () => [],
    connectionsTo: async () => undefined,
    happenings: async () => ({ steal: [], restarts: [], oomKills: [], alerts: [] }),
    controlPlaneVersion: async () => "1.27.1",
    newestSample: async (at) => ({ at, spacingSeconds: 5 }),
    connection: async () => [],
    version: async () => "2.42.0",
    scrapeInterval: async () => 5,
    samplesWithin: async (seconds, moments) => moments.map(() => seconds / 5),
    oldestSample: async () => 0,
  };
  const all = { ...base, ...parts };
  const told = <Name extends keyof LookingTelemetry>(name: Name): LookingTelemetry[Name] => {
    const run = all[name] as (...args: unknown[]) => unknown;
    return ((...args: unknown[]) => {
      calls.push(name);
      return run(...args);
    }) as LookingTelemetry[Name];
  };
  return {
    calls,
    traffic: told("traffic"),
    messages: told("messages"),
    latencies: told("latencies"),
    series: told("series"),
    requestLines: told("requestLines"),
    edgeLines: told("edgeLines"),
    meshHistory: told("meshHistory"),
    closeLook: told("closeLook"),
    trafficOverRange: told("trafficOverRange"),
    latenciesOverRange: told("latenciesOverRange"),
    edgeLatencyBuckets: told("edgeLatencyBuckets"),
    edgeExtras: told("edgeExtras"),
    hosts: told("hosts"),
    containerCpu: told("containerCpu"),
    requestsByDestination: told("requestsByDestination"),
    outcomesByDestination: told("outcomesByDestination"),
    slowByDestination: told("slowByDestination"),
    latencyByDestination: told("latencyByDestination"),
    lastPush: told("lastPush"),
    heatmap: told("heatmap"),
    tracedRequests: told("tracedRequests"),
    podTraffic: told("podTraffic"),
    podContainers: told("podContainers"),
    connectionsTo: told("connectionsTo"),
    happenings: told("happenings"),
    controlPlaneVersion: told("controlPlaneVersion"),
    newestSample: told("newestSample"),
    connection: told("connection"),
    version: told("version"),
    scrapeInterval: told("scrapeInterval"),
    samplesWithin: told("samplesWithin"),
    oldestSample: told("oldestSample"),
  };
}
