import { nowhereFlags } from "../connection-flags.ts";
import { classifyResponse } from "../responses.ts";
import type { RowOutcome } from "./history.ts";

/**
 * What an answer tells of where things go wrong. `late`: somebody stopped waiting, which is the fault of whoever was
 * waited for. `failed`: any other failure, requests that Envoy sent nowhere among them, whatever their code.
 */
export type OutcomeKind = "ok" | "failed" | "late" | "client";

/** UT, SI, UMSDR, DT: a time limit; DC: the caller left. */
const lateFlags = new Set(["UT", "SI", "UMSDR", "DT", "DC"]);

export function outcomeKind({ code, grpcStatus, flags }: RowOutcome): OutcomeKind {
  const told = flags?.split(",") ?? [];
  if (told.some((flag) => lateFlags.has(flag)) || code === "504" || code === "499" || grpcStatus === "4") return "late";
  if (told.some((flag) => nowhereFlags.includes(flag))) return "failed";
  switch (classifyResponse(code, grpcStatus, flags)) {
    case "server-error":
      return "failed";
    case "client-error":
      return grpcStatus === "1" ? "late" : "client";
    case "success":
    case "unknown":
      return "ok";
  }
}
