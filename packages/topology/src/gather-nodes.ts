import { appOfListed } from "./app-of-workload.ts";
import type { EdgeTally } from "./edge-tally.ts";
import { byId } from "./ids.ts";
import type { InventoryWorkload } from "./inventory.ts";
import type { InventoryIndex } from "./inventory-index.ts";
import type { NodeTally } from "./node.ts";
import { known } from "./optional.ts";
import type { Place } from "./place.ts";
import type { Placer } from "./placer.ts";
import type { Party } from "./samples.ts";
import type { Scope } from "./scope.ts";

export interface NodeSources {
  readonly tallies: readonly EdgeTally[];
  readonly parties: ReadonlyMap<Place, ReadonlySet<Party>>;
  /** They are there, though all they pass on is told between others. */
  readonly passing: Iterable<Place>;
  readonly inventory?: InventoryIndex;
  readonly placer: Placer;
  readonly scope: Scope;
}

/** The ends of all edges, and the workloads and waypoints in scope that have none, sorted by id. */
export function gatherNodes(sources: NodeSources): NodeTally[] {
  const nodes = new Map<Place, OpenTally>();
  sources.tallies.forEach(({ source, target, services }, row) => {
    nodeAt(nodes, source).outbound.push(row);
    const called = nodeAt(nodes, target);
    called.inbound.push(row);
    if (!target.workload) for (const { host } of services) if (host) called.hosts.add(host);
  });
  for (const [place, parties] of sources.parties) {
    const node = nodes.get(place);
    if (node !== undefined) for (const party of parties) countParty(node, party);
  }
  for (const place of sources.passing) if (sources.scope.holds(place)) nodeAt(nodes, place);
  const seen = placesByWorkload(sources.parties);
  for (const workload of sources.inventory?.workloads ?? []) {
    const party = partyOf(workload);
    const place = seen.get(workloadKey(party)) ?? sources.placer.source(party, party);
    if (!sources.scope.holds(place) && !nodes.has(place)) continue;
    const node = nodeAt(nodes, place);
    countParty(node, party);
    node.workloads.push(workload);
    for (const host of sources.inventory?.hostsOf(workload) ?? []) node.hosts.add(host);
  }
  return [...nodes.values()].sort((a, b) => byId(a.place, b.place));
}

/** Istio names app and version by rules of its own, so a workload that was measured stays where its traffic is. */
function placesByWorkload(parties: NodeSources["parties"]): Map<string, Place> {
  const places = new Map<string, Place>();
  for (const [place, members] of parties) {
    if (place.kind === "external" || place.kind === "serviceEntry") continue;
    for (const party of members) {
      const key = workloadKey(party);
      // Called through a service node, a workload is heard of at both; it lives at its own.
      if (party.workload === undefined || (place.kind === "service" && places.has(key))) continue;
      places.set(key, place);
    }
  }
  return places;
}

function workloadKey({ cluster, namespace, workload }: Party): string {
  return `${cluster}/${namespace}/${workload}`;
}

function partyOf(listed: InventoryWorkload): Party {
  const { cluster, namespace, name, version } = listed;
  return { cluster, namespace, workload: name, app: appOfListed(listed), ...known("version", version) };
}

function countParty(node: OpenTally, { app, version }: Party): void {
  if (app !== undefined) node.apps.add(app);
  if (version !== undefined) node.versions.add(version);
}

/** To which more may come. */
interface OpenTally extends NodeTally {
  readonly inbound: number[];
  readonly outbound: number[];
  readonly workloads: InventoryWorkload[];
  readonly hosts: Set<string>;
  readonly apps: Set<string>;
  readonly versions: Set<string>;
}

function nodeAt(nodes: Map<Place, OpenTally>, place: Place): OpenTally {
  const known = nodes.get(place);
  if (known !== undefined) return known;
  const node: OpenTally = {
    place,
    inbound: [],
    outbound: [],
    workloads: [],
    hosts: new Set(),
    apps: new Set(),
    versions: new Set(),
  };
  nodes.set(place, node);
  return node;
}
