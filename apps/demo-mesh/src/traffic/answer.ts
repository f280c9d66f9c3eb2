import type { AppProtocol } from "../mesh/mesh-spec.ts";
import type { Latency } from "./latency.ts";

/** One kind of end a request can have, and how often it has it. */
export interface Answer {
  /** HTTP status, `0` when there was none. gRPC errors ride on `200`. */
  readonly code: string;
  /** `0`..`16`, or empty where the protocol is not gRPC. */
  readonly grpcStatus: string;
  /** Envoy's short flags, `-` when there are none. */
  readonly flags: string;
  /** Share of the requests, 0..1. */
  readonly ratio: number;
  readonly latency: Latency;
}

/** What an application or a proxy can have to say, in the words of its protocol. */
export type Verdict = "ok" | "internal" | "unavailable" | "timeout";

const HTTP_CODES: Record<Verdict, string> = { ok: "200", internal: "500", unavailable: "503", timeout: "504" };
// https://grpc.github.io/grpc/core/md_doc_statuscodes.html
const GRPC_CODES: Record<Verdict, string> = { ok: "0", internal: "13", unavailable: "14", timeout: "4" };
const GRPC_FAILURES = new Set(["2", "4", "8", "10", "12", "13", "14", "15"]);

export function codesFor(verdict: Verdict, protocol: AppProtocol): Pick<Answer, "code" | "grpcStatus"> {
  return protocol === "grpc"
    ? { code: "200", grpcStatus: GRPC_CODES[verdict] }
    : { code: HTTP_CODES[verdict], grpcStatus: "" };
}

/** A failure of the server or of the way to it; client errors are not. */
export function isFailure({ code, grpcStatus }: Pick<Answer, "code" | "grpcStatus">): boolean {
  return code === "0" || code.startsWith("5") || GRPC_FAILURES.has(grpcStatus);
}

export function failureRatio(answers: readonly Answer[]): number {
  return answers.reduce((sum, answer) => sum + (isFailure(answer) ? answer.ratio : 0), 0);
}
