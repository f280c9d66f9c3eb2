import type { NodeFlag, NodeTraffic, Rollup, TopologyNode } from "@fyr/contract";
import { isReadable } from "../is-readable.ts";
import { livesInMesh } from "../node.ts";
import { nodeInShort } from "../node-name.ts";
import { known } from "../optional.ts";
import type { NodePlace } from "../place.ts";
import type { NodeGroup } from "./groups.ts";
import { latencyOf, type TimedEnds } from "./member-latency.ts";
import { healthOfParts } from "./merge-health.ts";
import { sideOf } from "./merge-traffic.ts";

export interface NodeSources {
  readonly ends: TimedEnds;
  /** Edges of the finest picture by their ends. */
  readonly edgesOf: EdgeCounts;
  isOutside(place: NodePlace): boolean;
}

/** How many edges each node has. */
interface EdgeCounts {
  readonly into: ReadonlyMap<string, number>;
  readonly outOf: ReadonlyMap<string, number>;
}

export function mergedNode(group: NodeGroup, rollup: Rollup | undefined, sources: NodeSources): TopologyNode {
  const { place, parts, behind } = group;
  const inbound = mergedSide(group, "inbound", rollup, sources);
  const outbound = mergedSide(group, "outbound", rollup, sources);
  const judged = [...parts, ...behind].map((node) => ({ name: nodeInShort(node), health: node.health }));
  const health = healthOfParts(judged, rollup?.health);
  const [only] = parts;
  if (only?.id === place.id && parts.length === 1 && behind.size === 0 && rollup === undefined) {
    const isSame = only.inbound === inbound && only.outbound === outbound && only.namespace === place.namespace;
    if (isSame) return only;
  }
  const listed = parts.filter(({ inMesh }) => inMesh !== undefined);
  const app =
    place.kind === "namespace" ? undefined : (place.app ?? onlyOne([...parts, ...behind].map((node) => node.app)));
  return {
    id: place.id,
    kind: place.kind,
    cluster: place.cluster,
    ...known("namespace", place.namespace),
    name: place.name,
    ...known("standsFor", standsFor(place, parts)),
    ...known("workload", place.workload),
    ...known("app", app),
    ...known("version", place.version),
    ...known("service", place.service),
    ...known("workloadKind", onlyOne(listed.map(({ workloadKind }) => workloadKind))),
    ...known("services", servicesOf(parts)),
    ...known("mainService", place.workload === undefined ? undefined : only?.mainService),
    ...known("pods", podsOf(listed)),
    ...known("inMesh", listed.length === 0 ? undefined : listed.every(({ inMesh }) => inMesh)),
    inbound,
    outbound,
    health,
    flags: flagsOf(group, listed, rollup, sources),
  };
}

function standsFor({ kind }: NodePlace, parts: readonly TopologyNode[]): TopologyNode["standsFor"] {
  if (kind !== "app" && kind !== "service") return undefined;
  return (["gateway", "waypoint"] as const).find(
    (role) => parts.length > 0 && parts.every((part) => part.kind === role),
  );
}

/** What was said of one node stays said of it, exactly. */
function mergedSide(
  group: NodeGroup,
  side: "inbound" | "outbound",
  rollup: Rollup | undefined,
  { ends, edgesOf }: NodeSources,
): NodeTraffic {
  const edges = group[side].flatMap(({ members }) => members);
  const end = side === "inbound" ? "target" : "source";
  const [first] = edges;
  if (first === undefined) return {};
  const whole =
    group.parts.find(({ id }) => id === first[end]) ?? [...group.behind].find(({ id }) => id === first[end]);
  const counts = side === "inbound" ? edgesOf.into : edgesOf.outOf;
  const isWhole = group[side].every((edge) => !edge.isWhole) && edges.every((edge) => edge[end] === first[end]);
  if (whole !== undefined && isWhole && counts.get(whole.id) === edges.length) return whole[side];
  const told = side === "inbound" ? rollup?.latencyMs : rollup?.outboundLatencyMs;
  return { ...sideOf(edges), ...known("latencyMs", told ?? latencyOf(edges, ends)) };
}

function servicesOf(parts: readonly TopologyNode[]): string[] | undefined {
  const listed = parts.flatMap(({ services }) => (services === undefined ? [] : [services]));
  return listed.length === 0 ? undefined : [...new Set(listed.flat())].sort();
}

/** Of all its workloads, or not known. */
function podsOf(listed: readonly TopologyNode[]): TopologyNode["pods"] {
  const counts = listed.flatMap(({ pods }) => pods ?? []);
  if (counts.length === 0 || counts.length < listed.length) return undefined;
  return {
    ready: counts.reduce((sum, { ready }) => sum + ready, 0),
    total: counts.reduce((sum, { total }) => sum + total, 0),
  };
}

function flagsOf(group: NodeGroup, listed: readonly TopologyNode[], rollup: Rollup | undefined, sources: NodeSources) {
  const { parts, place, inbound, outbound } = group;
  const any = (flag: NodeFlag) =>
    parts.some(({ flags }) => flags.includes(flag)) || rollup?.flags?.includes(flag) === true;
  const calls = inbound.flatMap(({ members }) => members);
  const raised: [NodeFlag, boolean][] = [
    ["noSidecar", listed.length > 0 && listed.every(({ flags }) => flags.includes("noSidecar"))],
    ["noTraffic", inbound.length + outbound.length === 0],
    ["trafficSplit", any("trafficSplit")],
    ["circuitBreaker", any("circuitBreaker")],
    ["faultInjection", any("faultInjection")],
    ["plaintext", inbound.some(({ members }) => members.some(isReadable))],
    ["outsideScope", any("outsideScope") || (parts.length === 0 && sources.isOutside(place))],
    ["l4Only", livesInMesh.has(place.kind) && calls.length > 0 && calls.every(({ flags }) => flags.includes("l4Only"))],
  ];
  return raised.filter(([, isRaised]) => isRaised).map(([flag]) => flag);
}

function onlyOne(values: readonly (string | undefined)[]): string | undefined {
  const found = new Set(values.filter((value) => value !== undefined));
  const [value] = found;
  return found.size === 1 ? value : undefined;
}
