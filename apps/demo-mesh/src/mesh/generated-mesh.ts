import { NEWEST_ISTIO } from "../istio-version.ts";
import { streamOf, uniform } from "./chance.ts";
import { LAYERS, namespaceNames, type Place, placesFor } from "./generated-places.ts";
import { type CallSpec, type MeshSpec, serviceHost, type WorkloadSpec } from "./mesh-spec.ts";

export interface GeneratedMeshOptions {
  readonly workloads: number;
  readonly namespaces: number;
  readonly seed: number;
}

/** A number in 0..1 by what it is for. */
type Random = (what: string, nth: number) => number;

/**
 * A mesh of any size in layers, each calling the ones below. Everybody is called by somebody, and who else calls
 * follows a power law: a few workloads are called by very many. Most have one pod, so that thousands of them can still
 * be scraped every few seconds; there are databases, hosts outside, canaries and routes that try again among them.
 */
export function createGeneratedMesh({ workloads: count, namespaces: spaces, seed }: GeneratedMeshOptions): MeshSpec {
  const namespaces = namespaceNames(spaces);
  const [home = "atlas"] = namespaces;
  const places = placesFor(count, namespaces);
  const first = places.filter(({ layer }) => layer === 0);
  const gatewayCalls = first.map(({ host }) => ({ host, perRequest: 1 / first.length, propagates: 1 }));
  const entryPerSecond = Math.max(200, count * 2);
  const gateway = plain({ namespace: home, name: "ingress", host: serviceHost(home, "ingress") });
  return {
    seed,
    isNoisy: true,
    cluster: "demo-north",
    trustDomain: "cluster.local",
    istioVersion: NEWEST_ISTIO,
    nodes: Array.from({ length: Math.max(3, Math.ceil(count / 40)) }, (_, nth) => `node-${letters(nth)}`),
    namespaces,
    entryPerSecond,
    workloads: [
      { ...gateway, role: "gateway", ownMs: 0.8, cpuMsPerRequest: 0.1, calls: gatewayCalls },
      ...workloadsAt(places, seed, entryPerSecond / first.length),
    ],
  };
}

/** In order of layer, so that a workload's load is known when it passes it on. */
function workloadsAt(places: readonly Place[], seed: number, firstLoad: number): WorkloadSpec[] {
  const random: Random = (what, nth) => uniform(seed, streamOf(what), nth);
  const callees = calleesOf(places, random);
  const kinds = new Map(places.map(({ host, kind }) => [host, kind]));
  const arriving = new Map<string, number>();
  return places.flatMap((place) => {
    const { nth, host, layer } = place;
    const load = (arriving.get(host) ?? 0) + (layer === 0 ? firstLoad : 0);
    const calls = [...(callees.get(host) ?? [])].map((called): CallSpec => {
      const perRequest = 0.2 + 0.5 * random(`share of ${called}`, nth);
      arriving.set(called, (arriving.get(called) ?? 0) + load * perRequest);
      const isNeeded = kinds.get(called) === "database" || random(`need of ${called}`, nth) < 0.3;
      return { host: called, perRequest, propagates: isNeeded ? 0.9 : 0.2 };
    });
    return workloadsOf(place, calls, load, random);
  });
}

const REPLICAS = 3;

function workloadsOf(place: Place, calls: readonly CallSpec[], load: number, random: Random): WorkloadSpec[] {
  const { nth, kind, name } = place;
  const usual: WorkloadSpec = {
    ...plain(place),
    ownMs: 2 + 20 * random("speed", nth) ** 2,
    cpuMsPerRequest: load > 0 ? Math.min(10, 150 / load) : 1,
    // Software that never fails is rare; most of it does so seldom.
    failureRatio: random("faults", nth) < 0.3 ? 0.004 * random("failures", nth) : 0,
    calls,
  };
  switch (kind) {
    case "database":
      return [{ ...usual, kind: "StatefulSet", protocol: "tcp", port: 5432, ownMs: 1 + 3 * random("speed", nth) }];
    case "external":
      return [{ ...usual, role: "external", version: "", sidecar: false, ownMs: 20 + 40 * random("speed", nth) }];
    case "canary":
      return ["v1", "v2"].map((version) => ({ ...usual, name: `${name}-${version}`, app: name, version }));
    case "plain":
      return [
        {
          ...usual,
          protocol: random("protocol", nth) < 0.25 ? "grpc" : "http",
          replicas: nth % 6 === 3 ? REPLICAS : 1,
          ...(nth % 10 === 4 && { retries: 3 }),
        },
      ];
  }
}

const MOST_CALLEES = 8;
/** Calls beyond the one that everybody gets, per workload. */
const EXTRA_CALLS = 1.2;

const callsNobody = ({ kind, layer }: Place) => kind === "database" || kind === "external" || layer === LAYERS - 1;

function calleesOf(places: readonly Place[], random: Random): Map<string, Set<string>> {
  const layers = Map.groupBy(places, ({ layer }) => layer);
  const callees = new Map(places.map(({ host }) => [host, new Set<string>()]));
  const join = (caller: Place | undefined, callee: Place | undefined) => {
    const called = caller && !callsNobody(caller) && callees.get(caller.host);
    if (!called || !callee || called.size >= MOST_CALLEES) return false;
    called.add(callee.host);
    return true;
  };
  for (const place of places) {
    const above = layers.get(place.layer - 1) ?? [];
    // Data is shared, and so are partners.
    const wantedCallers = place.kind === "database" || place.kind === "external" ? 3 : 1;
    const wanted = Math.floor(random("caller", place.nth) ** 1.5 * above.length);
    let callers = 0;
    for (let next = 0; next < above.length && callers < wantedCallers; next += 1) {
      if (join(above[(wanted + next) % above.length], place)) callers += 1;
    }
  }
  for (let nth = 0; nth < places.length * EXTRA_CALLS; nth += 1) {
    const caller = places[Math.floor(random("from", nth) * places.length)];
    if (!caller || callsNobody(caller)) continue;
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

function letters(nth: number): string {
  return nth < 26 ? String.fromCharCode(97 + nth) : `${letters(Math.floor(nth / 26) - 1)}${letters(nth % 26)}`;
}
