import type { EdgeId, Protocol } from "@fyr/contract";
import { createAppOfWorkload } from "../app-of-workload.ts";
import { createClusterOf } from "../cluster-of.ts";
import { isRefused } from "../connection-flags.ts";
import { edgeIdOf } from "../ids.ts";
import type { Inventory } from "../inventory.ts";
import { indexInventory } from "../inventory-index.ts";
import { createNamedByOthers } from "../named-by-others.ts";
import { known } from "../optional.ts";
import { partiesOf } from "../parties-of.ts";
import { createPlaces, type Place } from "../place.ts";
import { createPlacer, type Placer } from "../placer.ts";
import { classifyResponse } from "../responses.ts";
import type { SampleKey } from "../samples.ts";
import { countedOf, type EdgeLine, emptySide, isNowhere, type SideLine } from "./edge-line.ts";
import { hearRows } from "./hear-rows.ts";
import type { HistoryRow, MeshHistory } from "./history.ts";
import { addTo, sumOf } from "./numbers.ts";
import { outcomeKind } from "./outcome-kind.ts";
import { createOwnRows } from "./passed-on-rows.ts";
import { ztunnelRowsOf } from "./ztunnel-rows.ts";

interface Draft extends Pick<EdgeLine, "id" | "source" | "target" | "protocol" | "ztunnel"> {
  readonly sides: { [reporter in SampleKey["reporter"]]?: SideLine };
  readonly services: Set<string>;
  readonly keys: Set<SampleKey>;
}

/** The rows as edges between nodes, placed as pictures place them. Sorted by id. */
export function gatherLines({ bins, rows }: MeshHistory, inventory?: Inventory): EdgeLine[] {
  const placer = placerOf(rows, inventory);
  const heard = hearRows(rows, placer);
  const ztunnels = ztunnelRowsOf(rows, heard);
  const ownOf = createOwnRows(rows, heard, placer);
  const drafts = new Map<EdgeId, Draft>();
  for (const measured of rows) {
    if (measured.ztunnel && !ztunnels.standsAlone(measured)) continue;
    const row = ownOf(measured);
    if (row === undefined) continue;
    const draft = draftOf(drafts, row, placer);
    draft.keys.add(row.key);
    const service = serviceOf(row.key);
    if (service !== undefined) draft.services.add(service);
    const { reporter } = row.key;
    draft.sides[reporter] ??= emptySide(bins.length);
    count(draft.sides[reporter], row);
  }
  const asked = askedOf(drafts.values(), bins.length);
  return [...drafts.values()]
    .map((draft) => ({
      ...lineOf(draft, asked),
      ...known("carried", ztunnels.carried(draft.source.id, draft.target.id)),
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Where the ends of these rows stand in a picture. */
export function placerOf(rows: readonly Pick<HistoryRow, "key">[], inventory: Inventory | undefined): Placer {
  const keys = [...new Set(rows.map(({ key }) => key))];
  const clusters = new Set(keys.flatMap(({ source, destination }) => [source.cluster, destination.cluster]));
  const named = new Set([...clusters].filter((cluster) => cluster !== undefined));
  const index = inventory && indexInventory(inventory, named);
  return createPlacer({
    grain: "workload",
    places: createPlaces(),
    clusterOf: createClusterOf(() => keys, index?.onlyCluster),
    namedByOthers: createNamedByOthers(() => keys),
    appOf: createAppOfWorkload(() => partiesOf(keys), index),
    ...known("inventory", index),
  });
}

function draftOf(drafts: Map<EdgeId, Draft>, { key, ztunnel }: HistoryRow, placer: Placer): Draft {
  const source = placer.source(key.source, key.destination);
  const target = placer.destination(key.destination, key.source);
  const id = edgeIdOf(source.id, target.id, key.protocol);
  const made: Draft = drafts.get(id) ?? {
    id,
    source,
    target,
    protocol: key.protocol,
    ...known("ztunnel", ztunnel),
    sides: {},
    services: new Set(),
    keys: new Set(),
  };
  drafts.set(id, made);
  return made;
}

/** Without the port that a request outside may name: the same host is asked over another. */
function serviceOf({ destination }: SampleKey): string | undefined {
  return (destination.serviceHost ?? destination.service)?.replace(/:\d+$/, "");
}

function count(side: SideLine, row: HistoryRow): void {
  switch (row.measure) {
    case "requests":
      addTo(side.requests, row.perSecond);
      countOutcome(side, row);
      break;
    case "connections":
      addTo(side.connections, row.perSecond);
      if (row.outcome?.mtls === false) addTo(side.plaintext, row.perSecond);
      countFailed(side, row);
      break;
    case "broken":
      countFailed(side, row);
      break;
    case "time":
    case "timed":
    case "bytes":
      addTo(side[row.measure], row.perSecond);
      break;
  }
}

function countOutcome(side: SideLine, { outcome, perSecond }: HistoryRow): void {
  if (outcome === undefined) return;
  if (outcome.mtls === false) addTo(side.plaintext, perSecond);
  const { code, grpcStatus, flags } = outcome;
  if (classifyResponse(code, grpcStatus, flags) === "server-error") addTo(side.errors, perSecond);
  const kind = outcomeKind(outcome);
  if (kind === "ok") return;
  addTo(side[kind], perSecond);
  if (flags !== undefined && kind !== "client") addTo(flagged(side, flags), perSecond);
}

/** Of connections only those that never came to be have failed; a ztunnel's flags tell of some that broke as well. */
function countFailed(side: SideLine, { outcome, perSecond }: HistoryRow): void {
  const { flags } = outcome ?? {};
  if (!isRefused(flags)) return;
  addTo(side.failed, perSecond);
  if (flags !== undefined) addTo(flagged(side, flags), perSecond);
}

function flagged({ flags, requests }: SideLine, name: string): Float64Array {
  const known = flags.get(name) ?? new Float64Array(requests.length);
  flags.set(name, known);
  return known;
}

/** Requests of a caller: to each service, whoever answered, and all of them under its own id. */
function askedOf(drafts: Iterable<Draft>, length: number): Map<string, Float64Array> {
  const asked = new Map<string, Float64Array>();
  for (const { source, sides, services, protocol } of drafts) {
    const side = sides.source ?? sides.waypoint ?? sides.destination;
    if (side === undefined) continue;
    const names = [...services].map((service) => askedName(source, service));
    for (const name of [allAskedName(source, protocol), ...names]) {
      const sum = asked.get(name) ?? new Float64Array(length);
      asked.set(name, sum);
      addTo(sum, countedOf(side));
    }
  }
  return asked;
}

/** Connections are no requests: what fails among the ones is no share of the others. */
function allAskedName({ id }: Place, protocol: Protocol): string {
  return protocol === "tcp" ? `tcp ${id}` : id;
}

function askedName(source: Place, service: string): string {
  return `${source.id}>${service}`;
}

function lineOf({ sides, ...draft }: Draft, asked: ReadonlyMap<string, Float64Array>): EdgeLine {
  const caller = sides.source ?? sides.waypoint;
  const callee = sides.destination;
  const side = caller ?? callee;
  const own = side === undefined ? new Float64Array() : countedOf(side);
  const toServices = isNowhere(draft) ? sumOfServices(draft, asked, own) : own;
  const isVain = side !== undefined && neverWorks(side, toServices) && !draft.target.workload;
  return {
    ...draft,
    ...known("caller", caller),
    ...known("callee", callee),
    asked: isVain ? (asked.get(allAskedName(draft.source, draft.protocol)) ?? own) : toServices,
  };
}

/** A host that is not there is called for the first time when it begins to fail: it is a part of all that is called. */
function neverWorks({ failed, late }: SideLine, asked: Float64Array): boolean {
  const all = sumOf(asked);
  return all > 0 && sumOf(failed) + sumOf(late) >= 0.9 * all;
}

function sumOfServices(
  { source, services }: Pick<EdgeLine, "source" | "services">,
  asked: ReadonlyMap<string, Float64Array>,
  own: Float64Array,
): Float64Array {
  if (services.size === 0) return own;
  const sum = new Float64Array(own.length);
  for (const service of services) addTo(sum, asked.get(askedName(source, service)) ?? []);
  return sum;
}
