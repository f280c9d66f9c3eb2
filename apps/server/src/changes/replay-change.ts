import type { ChangeStatus } from "@fyr/contract";
import { type KubernetesObject, type RecordedChange, readHistory, sameRule } from "@fyr/routing";
import { carryOut, type Pace } from "./carry-out.ts";
import type { ChangesDependencies } from "./dependencies.ts";
import { watchedChange } from "./watched-change.ts";

/** Looking back, one look in so many ms of then is enough. */
const everyMs = 10_000;

/** What came of a change: the same watch over the past, whose clock is then's and whose waiting takes no time. */
export async function replayChange(
  dependencies: Pick<ChangesDependencies, "cluster" | "telemetry">,
  object: KubernetesObject,
  change: RecordedChange,
  patienceMs: number,
  signal: AbortSignal,
): Promise<ChangeStatus> {
  const overwrittenAt = nextChangeOf(object, change);
  let time = Date.parse(change.at);
  const past: Pace = {
    now: () => time,
    wait: async (ms) => {
      time += ms;
    },
    everyMs,
    patienceMs,
  };
  const watched = {
    ...watchedChange(dependencies, object, change),
    isOverwritten: async () => overwrittenAt !== undefined && overwrittenAt <= time,
  };
  let outcome: ChangeStatus = { phase: "accepted" };
  for await (const status of carryOut(watched, past, signal)) outcome = status;
  return outcome;
}

/** When Fyr changed the same rule again, ms since 1970. */
function nextChangeOf(object: KubernetesObject, { id, at, rule }: RecordedChange): number | undefined {
  const next = readHistory(object).find(
    (other) => other.id !== id && sameRule(other.rule, rule) && Date.parse(other.at) > Date.parse(at),
  );
  return next && Date.parse(next.at);
}
