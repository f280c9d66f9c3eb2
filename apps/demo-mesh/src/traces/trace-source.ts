import { streamOf, uniform } from "../mesh/chance.ts";
import type { MeshSpec } from "../mesh/mesh-spec.ts";
import { type PastTraffic, SLOT_SECONDS, slotOf, type TrafficRecord } from "../traffic/traffic-record.ts";
import { createChances } from "./chances.ts";
import { createRequestDrawer } from "./draw-request.ts";
import type { Served } from "./request-tree.ts";
import { type Span, serviceOf, spansOf } from "./spans.ts";

export interface Trace {
  readonly traceId: string;
  /** Unix seconds. */
  readonly start: number;
  readonly ms: number;
  /** Whose spans are among its spans: few are looked at of all that are made. */
  readonly services: ReadonlySet<string>;
  /** The request from outside, with all that became of it. */
  readonly root: Served;
  readonly spans: () => readonly Span[];
}

/** Traces of any moment, made when somebody asks: the same ones each time. */
export interface TraceSource {
  /** Those that begin in the slot of a moment, in order. */
  slot(moment: number): readonly Trace[];
  /** At most so many of them, evenly over the slot. */
  someOf(moment: number, most: number): readonly Trace[];
  /** By its id, which says where it is. */
  byId(traceId: string): Trace | undefined;
}

/** Share of the requests from outside that are traced. */
const SAMPLED = 0.1;
const MOST_SLOTS = 40;

export function createTraceSource(record: TrafficRecord, mesh: MeshSpec): TraceSource {
  const slots = new Map<number, readonly Trace[]>();
  const slot = (moment: number) => {
    const start = slotOf(moment);
    const known = slots.get(start);
    if (known) return known;
    const made = requestsIn(start, record.at(start), mesh).flatMap((draw) => draw() ?? []);
    if (slots.size >= MOST_SLOTS) slots.clear();
    slots.set(start, made);
    return made;
  };
  return {
    slot,
    someOf(moment, most) {
      const start = slotOf(moment);
      const requests = requestsIn(start, record.once(start), mesh);
      const stride = Math.max(1, Math.ceil(requests.length / most));
      return requests.filter((_, nth) => nth % stride === 0).flatMap((draw) => draw() ?? []);
    },
    byId(traceId) {
      const [, place = ""] = /^[0-9a-f]{16}([0-9a-f]{8})[0-9a-f]{8}$/.exec(traceId) ?? [];
      if (place === "") return undefined;
      return slot(Number.parseInt(place, 16) * SLOT_SECONDS).find((trace) => trace.traceId === traceId);
    },
  };
}

/** The traced requests of a slot, each to be drawn by itself: it is the same whichever of the others are. */
function requestsIn(start: number, past: PastTraffic | undefined, mesh: MeshSpec): (() => Trace | undefined)[] {
  if (!past) return [];
  const draw = createRequestDrawer(past);
  const gateways = past.mesh.stations.filter(({ spec, pods }) => spec.role === "gateway" && pods.length > 0);
  const count = Math.round(past.entryPerSecond * SAMPLED * SLOT_SECONDS);
  return gateways.flatMap((gateway) =>
    Array.from({ length: count }, (_, nth) => (): Trace | undefined => {
      const stream = streamOf(`${gateway.key} ${start} ${nth}`);
      const chances = createChances(mesh.seed, stream);
      const at = start + ((nth + chances.next()) / count) * SLOT_SECONDS;
      const root = draw(gateway, 0, chances);
      if (!root) return undefined;
      const traceId = idOf(mesh.seed, stream, start, nth);
      const spans = () => spansOf(root, { traceId, stream }, mesh);
      return { traceId, start: at, ms: root.ms, services: servicesIn(root), root, spans };
    }),
  );
}

/** 128 bits: chance, the slot, and which it is in there. */
function idOf(seed: number, stream: number, start: number, nth: number): string {
  const hex = (value: number) => value.toString(16).padStart(8, "0");
  const chance = [1, 2].map((draw) => hex(Math.floor(uniform(seed, stream, -draw) * 2 ** 32)));
  return `${chance.join("")}${hex(start / SLOT_SECONDS)}${hex(nth)}`;
}

function servicesIn(root: Served, found = new Set<string>()): ReadonlySet<string> {
  found.add(serviceOf(root.station.spec));
  for (const { tries } of root.calls) for (const served of tries) servicesIn(served, found);
  return found;
}
