import type { Way } from "./compile.ts";

/** What outlier detection leaves of a way. */
export interface Steered {
  /** Share of the call's requests that goes this way, 0..1. */
  readonly share: number;
  /** Share of those that find every pod ejected, 0..1. */
  readonly noPod: number;
}

export interface Conditions {
  /** Share of the tries on a way that fail, 0..1. */
  readonly failing: (way: Way) => number;
  /** Requests per second from one client pod that would go a way if no pod were ejected. */
  readonly perClient: (way: Way) => number;
}

/** How requests are spread when each client's proxy leaves pods out that failed it a number of times in a row. */
export function steer(ways: readonly Way[], conditions: Conditions): ReadonlyMap<string, Steered> {
  const steered = new Map<string, Steered>();
  // Pods are ejected from one host or subset, and the others of that take their part.
  for (const alike of Map.groupBy(ways, ({ branch }) => branch).values()) {
    const out = ejectedShares(alike, conditions);
    const whole = alike.reduce((sum, { share }) => sum + share, 0);
    const left = alike.reduce((sum, way, nth) => sum + way.share * (1 - (out[nth] ?? 0)), 0);
    const noPod = alike.reduce((all, { pods }, nth) => all * (out[nth] ?? 0) ** pods, 1);
    for (const [nth, way] of alike.entries()) {
      const share = left > 0 ? (way.share * (1 - (out[nth] ?? 0)) * whole) / left : way.share;
      steered.set(way.id, { share, noPod });
    }
  }
  return steered;
}

/** Share of the time that each way's pods are out. */
function ejectedShares(ways: readonly Way[], conditions: Conditions): readonly number[] {
  const wanted = ways.map((way) => ejectedShare(way, conditions));
  const most = Math.max(...ways.map(({ outliers }) => outliers?.most ?? 0));
  const pods = ways.reduce((sum, way) => sum + way.pods, 0);
  const allowed = Math.max(1, Math.floor(most * pods));
  const asked = ways.reduce((sum, way, nth) => sum + way.pods * (wanted[nth] ?? 0), 0);
  return asked > allowed ? wanted.map((share) => (share * allowed) / asked) : wanted;
}

function ejectedShare(way: Way, { failing, perClient }: Conditions): number {
  const { outliers, pods } = way;
  const perPod = perClient(way) / pods;
  const ratio = failing(way);
  if (!outliers || perPod <= 0 || ratio <= 0) return 0;
  const secondsToEjection = triesUntilRun(ratio, outliers.consecutive) / perPod;
  return outliers.ejectionSeconds / (outliers.ejectionSeconds + secondsToEjection);
}

/** How many tries it takes on average until so many in a row fail. */
function triesUntilRun(failing: number, inARow: number): number {
  if (failing >= 1) return inARow;
  const run = failing ** inARow;
  return (1 - run) / ((1 - failing) * run);
}
