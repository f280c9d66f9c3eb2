import type { SavedState } from "./saved-state.ts";
import { HISTORY_SECONDS } from "./schedule.ts";

export interface Resumption {
  /** Unix seconds at which the mesh takes up its life; samples are written after it. */
  readonly from: number;
  /** Counters to go on with; empty means they start at 0. */
  readonly counters: SavedState["counters"];
  /** Unix seconds since when the scenario plays. */
  readonly onset: number;
}

export interface ResumeInput {
  readonly state: SavedState | undefined;
  /** Identity of the mesh that starts now. */
  readonly mesh: string;
  readonly scenario: string;
  /** Unix seconds, when asked for. */
  readonly onset: number | undefined;
  readonly now: number;
  /** Newest sample of a mesh in Prometheus since shortly before the state was saved; absent: none. */
  readonly newestSample: number | undefined;
}

/** How long before the start a scenario has begun when nothing else is said, s. */
const ONSET_BEFORE_START = 12 * 60;

/** Where a new run takes up: at the last one's end, if Prometheus still has it, else hours ago with a full history. */
export function resume({ state, mesh, scenario, onset, now, newestSample }: ResumeInput): Resumption {
  const earliest = now - HISTORY_SECONDS;
  const usual = onset ?? now - ONSET_BEFORE_START;
  if (newestSample === undefined || newestSample < earliest) {
    return { from: earliest, counters: {}, onset: usual };
  }
  const isSame = state?.mesh === mesh && state.isFinal && newestSample <= state.savedAt + 1;
  const wentOn = state && onset === undefined && state.scenario === scenario && now - newestSample < ONSET_BEFORE_START;
  return {
    from: isSame ? Math.max(earliest, state.savedAt) : newestSample,
    counters: isSame ? state.counters : {},
    onset: wentOn ? state.onset : usual,
  };
}
