import type { Span } from "./ended-span.ts";
import type { Step } from "./step.ts";

/** How to look for steps in one series. */
export interface StepSearch {
  /** The step in it, were these spans not there. */
  readonly find: (without: readonly Span[]) => Step | undefined;
  /** It was as before for some bins since. */
  readonly isBroken: (step: Step, without: readonly Span[]) => boolean;
  /** The next thing that began and ended, beside these. */
  readonly nextEnded: (known: readonly Span[]) => Span | undefined;
}

const mostEnded = 6;
/** What has come and gone as often as this is a habit: what lasts hardly longer is one more of them. */
const habit = { times: 3, longer: 1.5 };

/**
 * The step that lasts up to now. An incident that has ended is neither what is usual nor part of a later one: it is taken
 * out, the most certain first, until a step is found that was never over in between.
 */
export function stepOfNow({ find, isBroken, nextEnded }: StepSearch, length: number): Step | undefined {
  const ended: Span[] = [];
  for (let next = nextEnded(ended); next !== undefined && ended.length < mostEnded; next = nextEnded(ended)) {
    ended.push(next);
  }
  const first = find([]);
  let told = first;
  for (let count = 0; count <= ended.length; count++) {
    const without = ended.slice(0, count);
    const step = count === 0 ? first : find(without);
    if (step === undefined || isBroken(step, without)) continue;
    told = step;
    break;
  }
  if (told === undefined) return undefined;
  const { start } = told;
  const before = ended.filter(({ to }) => to <= start);
  const longest = Math.max(0, ...before.map(({ from, to }) => to - from));
  const isOneMore = before.length >= habit.times && length - start <= habit.longer * longest;
  return isOneMore ? undefined : { ...told, ended: before };
}

/** With nothing measured in these spans. */
export function withoutSpans(values: Float64Array, spans: readonly Span[]): Float64Array {
  if (spans.length === 0) return values;
  const left = values.slice();
  for (const { from, to } of spans) left.fill(0, from, to);
  return left;
}
