import type { TopologyProblem } from "@fyr/contract";
import type { TelemetryMoment } from "@fyr/prometheus";
import type { Lasting, Picture } from "@fyr/topology";
import type { LookingTelemetry } from "../source/telemetry.ts";
import { untilAborted } from "../source/until-aborted.ts";
import { findOnset, type Onset } from "./find-onset.ts";
import { lasting, mostProblemsLookedBack } from "./lasting.ts";
import { createLinesTogether } from "./lines-together.ts";

/** Since when the problems of one moment have been there. */
export interface PastOnsets {
  /** By problem id. */
  readonly known: ReadonlyMap<string, Lasting>;
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
  const onsetOf = async (problem: TopologyProblem): Promise<Onset | undefined> => {
    const { subject, id } = problem;
    const keys = subject.type === "edge" ? picture.edgeKeys.get(subject.id) : undefined;
    const unwellFrom = picture.unwellFrom.get(id);
    if (keys === undefined || unwellFrom === undefined) return undefined;
    const edge = { keys, measure: unwellFrom.measure };
    const found = findOnset((range) => read(edge, range), { ...moment, unwellFrom });
    const onset = await untilAborted(found, either).catch(() => {
      isWhole = false;
    });
    return onset ?? { notAfter: moment.at };
  };
  try {
    const problems = picture.topology.problems.slice(0, mostProblemsLookedBack);
    const onsets = await Promise.all(problems.map(async (problem) => [problem.id, await onsetOf(problem)] as const));
    signal.throwIfAborted();
    const known = onsets.flatMap(([id, onset]) => (onset ? [[id, lasting(onset, moment.at)] as const] : []));
    return { known: new Map(known), isWhole };
  } finally {
    clearTimeout(timer);
  }
}
