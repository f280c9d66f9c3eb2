import type { Made, Served } from "../traces/request-tree.ts";
import type { TraceSource } from "../traces/trace-source.ts";
import type { Way } from "../traffic/compile.ts";
import { SLOT_SECONDS, slotOf } from "../traffic/traffic-record.ts";
import { type Block, shownValue } from "./block.ts";
import { blockKey } from "./block-key.ts";
import type { Participants } from "./istio-labels.ts";
import type { MetricRegistry } from "./registry.ts";
import { seenSource } from "./reporting.ts";
import { isUnlocated } from "./request-reports.ts";
import { bucketLine } from "./request-shape.ts";

/** One request that a bucket has counted, by its trace. */
export interface Exemplar {
  readonly traceId: string;
  /** How long it took, to the µs, as the trace has it. */
  readonly ms: number;
  /** When it was over, Unix seconds. */
  readonly at: number;
}

export type ExemplarOf = (block: Block, line: number) => Exemplar | undefined;

/** The newest traced request of each bucket, as client libraries keep it. */
export interface Exemplars {
  readonly of: ExemplarOf;
  /** Learns of the requests that are over by a moment (Unix seconds). */
  advanceTo(moment: number): void;
}

/** Enough that also what few go through has some. */
const TRACES_PER_SLOT = 480;
/** Requests that began in a slot are over so long after it, and what changed in it is known. */
const SETTLED_SECONDS = 5;

export function createExemplars(traces: Pick<TraceSource, "someOf">, registry: MetricRegistry): Exemplars {
  const kept = new WeakMap<Block, Map<number, Exemplar>>();
  let taken = 0;
  const keep = (key: string, exemplar: Exemplar) => {
    const block = registry.find(key);
    const line = bucketLine(exemplar.ms);
    if (block === undefined || !hasCounted(block, line)) return;
    const ofBlock = kept.get(block) ?? new Map<number, Exemplar>();
    kept.set(block, ofBlock);
    const newest = ofBlock.get(line)?.at ?? 0;
    if (exemplar.at > newest) ofBlock.set(line, exemplar);
  };
  return {
    of: (block, line) => kept.get(block)?.get(line),
    advanceTo(moment) {
      const slot = slotOf(moment - SLOT_SECONDS - SETTLED_SECONDS);
      if (slot <= taken) return;
      taken = slot;
      for (const trace of traces.someOf(slot, TRACES_PER_SLOT)) {
        for (const { key, startMs, ms } of reportedIn(trace.root)) {
          const at = trace.start + (startMs + ms) / 1000;
          if (at <= moment) keep(key, { traceId: trace.traceId, ms: Math.round(ms * 1000) / 1000, at });
        }
      }
    },
  };
}

/** A bucket that is empty has no example of what is in it. */
function hasCounted(block: Block, line: number): boolean {
  return shownValue(block, line) > (line === 1 ? 0 : shownValue(block, line - 1));
}

interface Reported extends Pick<Made, "startMs" | "ms"> {
  /** Of the block it is counted in. */
  readonly key: string;
}

/** Every call below a request, as its caller's proxy reports it and as its callee's does. */
function reportedIn({ pod, calls }: Served): Reported[] {
  return calls.flatMap((call) => {
    const { way, answer, startMs, ms, tries } = call;
    const below = tries.flatMap(reportedIn);
    if (way === undefined) return below;
    const seen = { source: seenSource(way), host: way.branch.host, protocol: way.target.protocol, mtls: way.mtls };
    const target = isUnlocated(answer.flags) ? undefined : way.target;
    const sent = { key: blockKey(pod.name, { ...seen, reporter: "source", target }, answer), startMs, ms };
    return [sent, ...tries.map((one) => receivedIn(one, way, seen)), ...below];
  });
}

function receivedIn(
  { pod, answer, startMs, ms }: Served,
  { target }: Way,
  seen: Omit<Participants, "reporter" | "target">,
): Reported {
  return { key: blockKey(pod.name, { ...seen, reporter: "destination", target }, answer), startMs, ms };
}
