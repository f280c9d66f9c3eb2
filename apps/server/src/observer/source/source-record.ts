import type { SourceState } from "@fyr/contract";

/** Remembers when a source last answered and what it says since. `now`: Unix seconds. */
export interface SourceRecord {
  answered(at: number): void;
  failed(sentence: string): void;
  isFailing(): boolean;
  state(now: number): SourceState;
}

export function createSourceRecord(name: SourceState["name"]): SourceRecord {
  let lastAnswer: number | undefined;
  let fault: string | undefined;
  return {
    answered: (at) => {
      lastAnswer = at;
      fault = undefined;
    },
    failed: (sentence) => {
      fault = sentence;
    },
    isFailing: () => fault !== undefined,
    state: (now) => ({
      name,
      status: statusOf(fault, lastAnswer),
      ...(fault === undefined ? {} : { message: fault }),
      ...(lastAnswer === undefined ? {} : { ageSeconds: Math.max(0, Math.round(now - lastAnswer)) }),
    }),
  };
}

function statusOf(fault: string | undefined, lastAnswer: number | undefined): SourceState["status"] {
  if (fault !== undefined) return lastAnswer === undefined ? "error" : "stale";
  return lastAnswer === undefined ? "error" : "ok";
}
