export interface Verdict {
  readonly type: string;
  readonly status: "True" | "False";
  readonly reason: string;
  readonly message: string;
}

export interface Condition extends Verdict {
  readonly observedGeneration: number;
  /** RFC 3339. */
  readonly lastTransitionTime: string;
}

/** Verdicts on one generation as conditions; a transition is when `status` turns. */
export function withConditions(
  before: readonly Condition[],
  verdicts: readonly Verdict[],
  generation: number,
  time: string,
): readonly Condition[] {
  return verdicts.map((verdict) => {
    const told = before.find(({ type, status }) => type === verdict.type && status === verdict.status);
    return { ...verdict, observedGeneration: generation, lastTransitionTime: told?.lastTransitionTime ?? time };
  });
}
