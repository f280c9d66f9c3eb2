import { type Candidate, isRunningPlace } from "./candidate.ts";
import type { SeenClosely } from "./close-look.ts";
import { valueAt } from "./numbers.ts";

/** Seconds that one who ejects may be seen to before the onset: proxies are quicker than rates. */
const slackSeconds = 60;

/**
 * The candidate, with how many endpoints of what is called there its callers' proxies have ejected since it began (Unix
 * seconds), at most. Where some were before, ejecting is how it always is.
 */
export function withEjected(candidate: Candidate, seen: SeenClosely | undefined, onset: number): Candidate {
  if (seen === undefined || isRunningPlace(candidate.origin)) return candidate;
  const { bins, ejections = [] } = seen.look;
  const called = new Set(candidate.edges.flatMap(({ services }) => [...services]));
  const mostIn = (holds: (at: number) => boolean) => {
    const own = ejections.filter(({ host }) => called.has(host));
    const values = own.flatMap(({ endpoints }) => bins.map(({ at }, bin) => (holds(at) ? valueAt(endpoints, bin) : 0)));
    return Math.max(0, ...values);
  };
  const ejected = mostIn((at) => at >= onset - slackSeconds);
  const isNew = mostIn((at) => at < onset - slackSeconds) === 0;
  return ejected > 0 && isNew ? { ...candidate, ejected } : candidate;
}
