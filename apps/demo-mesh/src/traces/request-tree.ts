import type { Answer } from "../traffic/answer.ts";
import type { Station, Way } from "../traffic/compile.ts";
import type { Pod } from "../traffic/endpoints.ts";

export type Verdict = Pick<Answer, "code" | "grpcStatus" | "flags">;

/** One request that a pod served, with the calls it made for it. Times in ms after the trace's start. */
export interface Served {
  readonly station: Station;
  readonly pod: Pod;
  readonly startMs: number;
  readonly ms: number;
  /** As the pod's own proxy tells it. */
  readonly answer: Verdict;
  readonly calls: readonly Made[];
}

/** One request as its caller's proxy tells it, and every try of it that was served. */
export interface Made {
  /** The name that was called, in full. */
  readonly host: string;
  /** Absent: nobody was found to go to. */
  readonly way?: Way;
  readonly startMs: number;
  readonly ms: number;
  readonly answer: Verdict;
  readonly tries: readonly Served[];
}
