import type { SampleKey, ServiceParty, TrafficSample } from "@fyr/topology";

const namespaces = 25;
const failingEvery = 6;
const callees = 3;
const bounds = [0.5, 1, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000, 60_000, 300_000, 600_000];
/** From a third below to a third above. */
const unrest = 0.67;

/** A mesh of layers with three callees a workload, a sixth of the edges failing a little: each number by itself, anew for each `look`. */
export function restlessSamples(workloads: number, look: number): TrafficSample[] {
  const moved = createUnrest(look);
  return Array.from({ length: workloads * callees }, (_, edge) =>
    samplesOf(keyOf(edge, workloads), edge, moved),
  ).flat();
}

function keyOf(edge: number, workloads: number): SampleKey {
  const from = edge % workloads;
  const to = (from * callees + Math.floor(edge / workloads) + 1) % workloads;
  const protocol = edge % 5 === 0 ? "grpc" : "http";
  return { reporter: "source", protocol, source: partyOf(from), destination: partyOf(to) };
}

function partyOf(index: number): ServiceParty {
  const [name, namespace] = [`app-${index}`, `team-${index % namespaces}`];
  const service = { service: name, serviceNamespace: namespace, serviceHost: `${name}.${namespace}.svc.cluster.local` };
  return { cluster: "north", namespace, workload: name, app: name, version: "v1", ...service };
}

const allBounds = [...bounds, Number.POSITIVE_INFINITY];

function samplesOf(key: SampleKey, edge: number, moved: (value: number) => number): TrafficSample[] {
  const perSecond = moved(1 + (edge % 40));
  const failing = edge % failingEvery === 0 ? moved(0.04) : 0;
  const meanMs = moved(5 + (edge % 90));
  const upTo = [...bounds.map((le) => perSecond * (1 - Math.exp(-le / meanMs))), perSecond];
  return [
    { ...key, kind: "requests", code: "200", perSecond: perSecond * (1 - failing) },
    ...(failing > 0
      ? [{ ...key, kind: "requests" as const, code: "503", flags: "UF", perSecond: perSecond * failing }]
      : []),
    {
      ...key,
      kind: "latency",
      histogram: { bounds: allBounds, perSecond: upTo },
      sumMsPerSecond: perSecond * meanMs,
      countPerSecond: perSecond,
    },
  ];
}

/** The same every time for the same look. */
function createUnrest(look: number): (value: number) => number {
  let state = look + 1;
  return (value) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return value * (1 + unrest * (state / 2 ** 32 - 0.5));
  };
}
