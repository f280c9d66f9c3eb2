import type { Inventory, InventoryWorkload } from "../inventory.ts";
import type { PictureInput } from "../picture.ts";
import type { Histogram, LatencySample, RequestsSample, SampleKey, ServiceParty, TrafficSample } from "../samples.ts";

/** Parties, samples and inventories for tests. */
export function workload(name: string, namespace = "shop", cluster = "north"): ServiceParty {
  const service = { service: name, serviceNamespace: namespace, serviceHost: `${name}.${namespace}.svc.cluster.local` };
  return { cluster, namespace, workload: name, app: name, version: "v1", ...service };
}

export function key(
  from: ServiceParty | Record<string, never>,
  to: ServiceParty,
  rest: Partial<SampleKey> = {},
): SampleKey {
  return { reporter: "source", protocol: "http", source: from, destination: to, ...rest };
}

export function requests(of: SampleKey, perSecond: number, rest: Partial<RequestsSample> = {}): RequestsSample {
  return { ...of, kind: "requests", code: "200", perSecond, ...rest };
}

export function bytes(of: SampleKey, toTarget: number, toSource: number, mtls?: boolean): TrafficSample[] {
  const told = mtls === undefined ? {} : { mtls };
  return [
    { ...of, kind: "bytes", direction: "toTarget", perSecond: toTarget, ...told },
    { ...of, kind: "bytes", direction: "toSource", perSecond: toSource, ...told },
  ];
}

/** What a ztunnel counts. */
export function seenByZtunnel(samples: readonly TrafficSample[]): TrafficSample[] {
  return samples.map((sample) =>
    sample.kind === "bytes" || sample.kind === "connections" ? { ...sample, ztunnel: true } : sample,
  );
}

/** `counts[le]` up to each bound, all of them at infinity. */
export function latency(
  of: SampleKey,
  counts: Readonly<Record<number, number>>,
  all: number,
  sumMs?: number,
): LatencySample {
  const sums = sumMs === undefined ? {} : { sumMsPerSecond: sumMs, countPerSecond: all };
  return { ...of, kind: "latency", histogram: histogram(counts, all), ...sums };
}

export function histogram(counts: Readonly<Record<number, number>>, all: number): Histogram {
  const finite = Object.keys(counts)
    .map(Number)
    .sort((a, b) => a - b);
  return {
    bounds: [...finite, Number.POSITIVE_INFINITY],
    perSecond: [...finite.map((le) => counts[le] ?? 0), all],
  };
}

export function picture(samples: readonly TrafficSample[], rest: Partial<PictureInput> = {}): PictureInput {
  return {
    at: "2026-11-20T03:14:20.000Z",
    windowSeconds: 60,
    grain: "workload",
    samples,
    sources: [],
    warnings: [],
    ...rest,
  };
}

export function inventory(parts: Partial<Inventory> = {}): Inventory {
  return {
    workloads: [],
    services: [],
    serviceEntries: [],
    routes: [],
    circuitBreakerHosts: [],
    namespaces: [],
    ...parts,
  };
}

export function inventoryWorkload(name: string, parts: Partial<InventoryWorkload> = {}): InventoryWorkload {
  return {
    cluster: "north",
    namespace: "shop",
    name,
    workloadKind: "Deployment",
    inMesh: true,
    role: "workload",
    pods: { ready: 2, total: 2 },
    services: [],
    podNames: [],
    ...parts,
  };
}
