import { streamOf, uniform } from "./chance.ts";
import { type CallSpec, type MeshSpec, serviceHost, type WorkloadSpec } from "./mesh-spec.ts";

const NAMES = [
  "cart",
  "search",
  "orders",
  "stock",
  "prices",
  "media",
  "users",
  "mail",
  "ads",
  "audit",
  "quota",
  "feeds",
];
const TEAMS = ["atlas", "birch", "cedar", "delta", "ember", "fjord", "grove", "heron", "iris", "juno"];
const LAYERS = 6;

export interface GeneratedMeshOptions {
  readonly workloads: number;
  readonly namespaces: number;
  readonly seed: number;
}

/**
 * A mesh of any size in layers, each calling the ones below. Who is called follows a power law: a few workloads are
 * called by very many. One pod a workload, so that thousands of them can still be scraped every few seconds.
 */
export function createGeneratedMesh({ workloads: count, namespaces: spaces, seed }: GeneratedMeshOptions): MeshSpec {
  const random = (what: string, nth: number) => uniform(seed, streamOf(what), nth);
  const namespaces = Array.from({ length: Math.max(1, spaces) }, (_, nth) => namespaceName(nth));
  const bare = Array.from({ length: Math.max(2, count - 1) }, (_, nth) => {
    const namespace = namespaces[nth % namespaces.length] ?? "atlas";
    return { namespace, name: `${NAMES[nth % NAMES.length]}-${nth + 1}`, layer: layerOf(nth, count) };
  });
  const entryPerSecond = Math.max(200, count * 2);
  const layers = Map.groupBy(bare, ({ layer }) => layer);
  const arriving = new Map<string, number>();
  const first = layers.get(0) ?? [];
  const gatewayCalls = first.map((callee) => ({
    host: serviceHost(callee.namespace, callee.name),
    perRequest: 1 / first.length,
    propagates: 1,
  }));
  for (const { host, perRequest } of gatewayCalls) arriving.set(host, entryPerSecond * perRequest);
  const workloads = bare.map(({ namespace, name, layer }, nth): WorkloadSpec => {
    const host = serviceHost(namespace, name);
    const load = arriving.get(host) ?? 0;
    const calls = callsOf(layers, layer, (what) => random(what, nth));
    for (const call of calls) arriving.set(call.host, (arriving.get(call.host) ?? 0) + load * call.perRequest);
    return {
      ...plain(namespace, name, host),
      protocol: random("protocol", nth) < 0.25 ? "grpc" : "http",
      ownMs: 2 + 20 * random("speed", nth) ** 2,
      cpuMsPerRequest: load > 0 ? Math.min(10, 150 / load) : 1,
      calls,
    };
  });
  const gateway = { ...plain(namespaces[0] ?? "atlas", "ingress", serviceHost(namespaces[0] ?? "atlas", "ingress")) };
  return {
    cluster: "demo-north",
    trustDomain: "cluster.local",
    nodes: Array.from({ length: Math.max(3, Math.ceil(count / 40)) }, (_, nth) => `node-${letters(nth)}`),
    namespaces,
    entryPerSecond,
    workloads: [{ ...gateway, role: "gateway", ownMs: 0.8, cpuMsPerRequest: 0.1, calls: gatewayCalls }, ...workloads],
  };
}

/** Layers widen downwards; bare workloads come in order of layer, so that load is known before it is passed on. */
function layerOf(nth: number, count: number): number {
  return Math.min(LAYERS - 1, Math.floor(LAYERS * Math.sqrt(nth / count)));
}

type Bare = { readonly namespace: string; readonly name: string };

function callsOf(
  layers: ReadonlyMap<number, readonly Bare[]>,
  layer: number,
  random: (what: string) => number,
): CallSpec[] {
  if (layer === LAYERS - 1) return [];
  const wanted = 1 + Math.floor(3.2 * random("calls") ** 1.5);
  const calls = new Map<string, CallSpec>();
  for (let nth = 0; nth < wanted; nth += 1) {
    const below = layers.get(layer + 1 + Math.floor(random(`skip ${nth}`) ** 3 * (LAYERS - 1 - layer))) ?? [];
    // A high power makes the first few of a layer everybody's favourites.
    const callee = below[Math.floor(random(`whom ${nth}`) ** 2.2 * below.length)];
    if (!callee) continue;
    const host = serviceHost(callee.namespace, callee.name);
    calls.set(host, { host, perRequest: 0.3 + 0.6 * random(`share ${nth}`), propagates: 0.2 });
  }
  return [...calls.values()];
}

function plain(namespace: string, name: string, host: string): WorkloadSpec {
  return {
    role: "workload",
    kind: "Deployment",
    namespace,
    name,
    app: name,
    version: "v1",
    host,
    protocol: "http",
    port: 8080,
    replicas: 1,
    sidecar: true,
    ownMs: 5,
    spread: 0.4,
    cpuMsPerRequest: 1,
    failureRatio: 0,
    calls: [],
  };
}

function namespaceName(nth: number): string {
  const team = TEAMS[nth % TEAMS.length] ?? "atlas";
  return nth < TEAMS.length ? team : `${team}-${Math.floor(nth / TEAMS.length) + 1}`;
}

function letters(nth: number): string {
  return nth < 26 ? String.fromCharCode(97 + nth) : `${letters(Math.floor(nth / 26) - 1)}${letters(nth % 26)}`;
}
