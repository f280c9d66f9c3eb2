import type { SourceState } from "@fyr/contract";
import { ageInWords } from "../source/age-in-words.ts";
import { NoAnswerError } from "../source/no-answer-error.ts";
import { sentenceOf } from "../source/sentence.ts";

/** How the last looks went and what that says of Prometheus: one account for all viewers. */
export interface LookRecord {
  /** There is a new picture, as of now, after a look of `tookMs`. */
  answered(tookMs: number): void;
  /** Prometheus answers and has nothing newer yet. */
  unchanged(): void;
  /** The samples end at `newestAt` (Unix seconds), and so does what can be shown. */
  stopped(newestAt: number): void;
  /** A look takes longer than looks do. */
  overdue(): void;
  failed(error: unknown): void;
  /** Prometheus at this instant. */
  source(): SourceState;
  isFailing(): boolean;
  /** The last look went well, not long ago. */
  isFresh(): boolean;
  /** Why the last look that failed did. */
  fault(): unknown;
  /** Ms the last look took that brought a picture. */
  lastTookMs(): number;
}

type Trouble =
  | { readonly kind: "no-answer" }
  | { readonly kind: "refused"; readonly sentence: string }
  | { readonly kind: "stopped"; readonly newestAt: number };

/** `now`: ms since epoch. */
export function createLookRecord(now: () => number, everyMs: number): LookRecord {
  let trouble: Trouble | undefined;
  /** Ms since epoch: of the last good answer, and of the last look that went well. */
  let goodAt: number | undefined;
  let lookedAt = 0;
  let tookMs = 0;
  let fault: unknown;

  const isFailing = () => trouble !== undefined;
  /** A source that needs long is given a pause of the same length, so its pictures come that far apart. */
  const isFresh = () => !isFailing() && now() - lookedAt < 2 * Math.max(everyMs, 2 * tookMs);

  function wentWell(): void {
    trouble = undefined;
    lookedAt = now();
  }

  return {
    answered: (took) => {
      wentWell();
      goodAt = lookedAt;
      tookMs = took;
    },
    unchanged: wentWell,
    stopped: (newestAt) => {
      trouble = { kind: "stopped", newestAt };
      goodAt = Math.max(goodAt ?? 0, newestAt * 1000);
    },
    overdue: () => {
      trouble = { kind: "no-answer" };
    },
    failed: (error) => {
      fault = error;
      const isSilent = error instanceof NoAnswerError;
      trouble = isSilent ? { kind: "no-answer" } : { kind: "refused", sentence: sentenceOf(error) };
    },
    source: () => sourceState(trouble, goodAt, now(), isFresh()),
    isFailing,
    isFresh,
    fault: () => fault,
    lastTookMs: () => tookMs,
  };
}

function sourceState(
  trouble: Trouble | undefined,
  goodAt: number | undefined,
  now: number,
  isFresh: boolean,
): SourceState {
  const since = trouble?.kind === "stopped" ? trouble.newestAt * 1000 : goodAt;
  const ageSeconds = since === undefined ? undefined : Math.max(0, Math.floor((now - since) / 1000));
  if (isFresh && ageSeconds !== undefined) return { name: "prometheus", status: "ok", ageSeconds };
  return {
    name: "prometheus",
    status: ageSeconds === undefined ? "error" : "stale",
    message: sentenceFor(trouble ?? { kind: "no-answer" }, ageSeconds),
    ...(ageSeconds === undefined ? {} : { ageSeconds }),
  };
}

function sentenceFor(trouble: Trouble, ageSeconds: number | undefined): string {
  switch (trouble.kind) {
    case "refused":
      return trouble.sentence;
    case "stopped":
      return `The mesh's metrics have stopped arriving: newest sample ${ageInWords(ageSeconds ?? 0)} old.`;
    case "no-answer":
      return ageSeconds === undefined
        ? "Prometheus has not answered yet."
        : `Prometheus has not answered: its last good answer is ${ageInWords(ageSeconds)} old.`;
  }
}
