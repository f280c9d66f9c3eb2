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
 * A mesh of any size in layers, each calling the ones below. Everybody is called by somebody, and who else calls
 * follows a power law: a few workloads are called by very many. One pod a workload, so that thousands of them can
 * still be scraped every few seconds.
 */
export function createGeneratedMesh({ workloads: count, namespaces: spaces, seed }: GeneratedMeshOptions): MeshSpec {
  const namespaces = Array.from({ length: Math.max(1, spaces) }, (_, nth) => namespaceName(nth));
  const [home = "atlas"] = namespaces;
  const places = Array.from({ length: Math.max(2, count - 1) }, (_, nth): Place => {
    const namespace = namespaces[nth % namespaces.length] ?? home;
    const name = `${NAMES[nth % NAMES.length]}-${nth + 1}`;
    return { nth, namespace, name, host: serviceHost(namespace, name), layer: layerOf(nth, count) };
  });
  const first = places.filter(({ layer }) => layer === 0);
  const gatewayCalls = first.map(({ host }) => ({ host, perRequest: 1 / first.length, propagates: 1 }));
  const entryPerSecond = Math.max(200, count * 2);
  const gateway = plain({ namespace: home, name: "ingress", host: serviceHost(home, "ingress") });
  return {
    cluster: "demo-north",
    trustDomain: "cluster.local",
    nodes: Array.from({ length: Math.max(3, Math.ceil(count / 40)) }, (_, nth) => `node-${letters(nth)}`),
    namespaces,
    entryPerSecond,
    workloads: [
      { ...gateway, role: "gateway", ownMs: 0.8, cpuMsPerRequest: 0.1, calls: gatewayCalls },
      ...workloadsAt(places, seed, entryPerSecond / first.length),
    ],
  };
}

interface Place {
  readonly nth: number;
  readonly namespace: string;
  readonly name: string;
  readonly host: string;
  /** 0 is what the gateway calls. */
  readonly layer: number;
}

/** Layers widen downwards. */
function layerOf(nth: number, count: number): number {
  return Math.min(LAYERS - 1, Math.floor(LAYERS * Math.sqrt(nth / count)));
}

/** In order of layer, so that a workload's load is known when it passes it on. */
function workloadsAt(places: readonly Place[], seed: number, firstLoad: number): WorkloadSpec[] {
  const random = (what: string, nth: number) => uniform(seed, streamOf(what), nth);
  const callees = calleesOf(places, random);
  const arriving = new Map<string, number>();
  return places.map((place) => {
    const { nth, host, layer } = place;
    const load = (arriving.get(host) ?? 0) + (layer === 0 ? firstLoad : 0);
    const calls = [...(callees.get(host) ?? [])].map((called): CallSpec => {
      const perRequest = 0.2 + 0.5 * random(`share of ${called}`, nth);
      arriving.set(called, (arriving.get(called) ?? 0) + load * perRequest);
      return { host: called, perRequest, propagates: 0.2 };
    });
    return {
      ...plain(place),
      protocol: random("protocol", nth) < 0.25 ? "grpc" : "http",
      ownMs: 2 + 20 * random("speed", nth) ** 2,
      cpuMsPerRequest: load > 0 ? Math.min(10, 150 / load) : 1,
      calls,
    };
  });
}

const MOST_CALLEES = 8;
/** Calls beyond the one that everybody gets, per workload. */
const EXTRA_CALLS = 1.2;

function calleesOf(places: readonly Place[], random: (what: string, nth: number) => number): Map<string, Set<string>> {
  const layers = Map.groupBy(places, ({ layer }) => layer);
  const callees = new Map(places.map(({ host }) => [host, new Set<string>()]));
  const join = (caller: Place | undefined, callee: Place | undefined) => {
    const called = caller && callees.get(caller.host);
    if (!called || !callee || called.size >= MOST_CALLEES) return false;
    called.add(callee.host);
    return true;
  };
  for (const place of places) {
    const above = layers.get(place.layer - 1) ?? [];
    const wanted = Math.floor(random("caller", place.nth) ** 1.5 * above.length);
    for (let next = 0; next < above.length; next += 1) if (join(above[(wanted + next) % above.length], place)) break;
  }
  for (let nth = 0; nth < places.length * EXTRA_CALLS; nth += 1) {
    const caller = places[Math.floor(random("from", nth) * places.length)];
    if (!caller || caller.layer === LAYERS - 1) continue;
    const layer = caller.layer + 1 + Math.floor(random("skip", nth) ** 3 * (LAYERS - 1 - caller.layer));
    const below = layers.get(layer) ?? [];
    // A high power makes the first few of a layer everybody's favourites.
    join(caller, below[Math.floor(random("to", nth) ** 3 * below.length)]);
  }
  return callees;
}

function plain({ namespace, name, host }: Pick<Place, "namespace" | "name" | "host">): WorkloadSpec {
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
