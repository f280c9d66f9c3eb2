import type { EdgeId, NodeId } from "@fyr/contract";
import { type TelemetryMoment, untilAborted } from "@fyr/prometheus";
import type { Lasting, Picture, PictureInput } from "@fyr/topology";
import type { LookingTelemetry } from "../source/telemetry.ts";
import { findOnset, type Onset } from "./find-onset.ts";
import { lasting, unwellEdges } from "./lasting.ts";
import { createLinesTogether } from "./lines-together.ts";

/** Since when edges that are not well at one moment have been so. */
export interface PastOnsets {
  readonly known: NonNullable<PictureInput["since"]>;
  /** False where something went wrong or took too long: it is worth asking again. */
  readonly isWhole: boolean;
}

/** One coarse reading for all problems, one of the last minutes, the others close to where problems began. */
const mostReads = 5;
/** An answer waits for this no longer; what is not known by then is "for at least" as long as is known. */
const patienceMs = 3000;

/** Looks back from `moment` for all problems of its picture at once, in a fixed handful of requests. */
export async function findPastOnsets(
  telemetry: Pick<LookingTelemetry, "edgeLines">,
  picture: Picture,
  moment: TelemetryMoment,
  signal: AbortSignal,
): Promise<PastOnsets> {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(new Error("Looking back took too long.")), patienceMs);
  const either = AbortSignal.any([signal, patience.signal]);
  const read = createLinesTogether(telemetry, mostReads, either);
  let isWhole = true;
  const onsetOf = async (id: EdgeId): Promise<Onset | undefined> => {
    const keys = picture.edgeKeys.get(id);
    const unwellFrom = picture.unwellFrom.get(id);
    if (keys === undefined || unwellFrom === undefined) return undefined;
    const edge = { keys, measures: unwellFrom.map(({ measure }) => measure) };
    const found = findOnset((range) => read(edge, range), { ...moment, unwellFrom });
    const onset = await untilAborted(found, either).catch(() => {
      isWhole = false;
    });
    return onset ?? { notAfter: moment.at };
  };
  try {
    const edges = unwellEdges(picture.topology.problems);
    const onsets = await Promise.all(edges.map(async (id) => [id, await onsetOf(id)] as const));
    signal.throwIfAborted();
    const known = onsets.flatMap(([id, onset]) => (onset ? [[id, lasting(onset, moment.at)] as const] : []));
    return { known: new Map<EdgeId | NodeId, Lasting>(known), isWhole };
  } finally {
    clearTimeout(timer);
  }
}
