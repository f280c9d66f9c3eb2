import { classifyResponse } from "../responses.ts";
import type { RowOutcome } from "./history.ts";

/**
 * What an answer tells of where things go wrong. `late`: somebody stopped waiting, which is the fault of whoever was
 * waited for. `failed`: any other failure, requests that Envoy sent nowhere among them, whatever their code.
 */
export type OutcomeKind = "ok" | "failed" | "late" | "client";

/** UT, SI, UMSDR, DT: a time limit; DC: the caller left. */
const lateFlags = new Set(["UT", "SI", "UMSDR", "DT", "DC"]);
/** No route, no cluster, no healthy upstream, no answer from DNS: nobody was asked. */
const nowhereFlags = new Set(["NR", "NC", "UH", "DF"]);

export function outcomeKind({ code, grpcStatus, flags }: RowOutcome): OutcomeKind {
  const told = flags?.split(",") ?? [];
  if (told.some((flag) => lateFlags.has(flag)) || code === "504" || code === "499" || grpcStatus === "4") return "late";
  if (told.some((flag) => nowhereFlags.has(flag))) return "failed";
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

/** Of a connection: it was not made, or there was nobody to make it to. */
export function isRefused(flags: string | undefined): boolean {
  return flags?.split(",").some((flag) => refusedFlags.has(flag)) ?? false;
}

/** Of a ztunnel that a connection was not made, or broke: it tells no difference. */
export const brokenFlag = "CONNECT";

/** What a ztunnel writes has nothing to do with Envoy's flags (src/proxy/metrics.rs of istio/ztunnel). */
const ztunnelFlags = [
  brokenFlag,
  "DENY",
  "TLS_FAILURE",
  "H2_HANDSHAKE_FAILURE",
  "NETWORK_POLICY",
  "IDENTITY_ERROR",
  "CERT_REVOKED",
];

const refusedFlags = new Set(["UF", "UO", "URX", ...nowhereFlags, ...ztunnelFlags]);
