import { connectionCode, isRefused } from "./connection-flags.ts";

/** What an answer counts as. `client` is the caller's own fault; of `unknown` nobody said how it ended. */
export type ResponseClass = "success" | "server-error" | "client-error" | "unknown";

/** Of gRPC, those that are the server's doing. */
export const serverGrpcStatuses: ReadonlySet<string> = new Set(["2", "4", "8", "10", "12", "13", "14", "15"]);

/**
 * Server errors: 5xx, no answer (code 0) unless the client left (flag DC), and the gRPC statuses that are the
 * server's doing. Client errors: 4xx and every other non-zero gRPC status. A gRPC status outranks the HTTP code
 * it rides on, which is 200 for most failures; 5xx stays a server error whatever the status says. A connection (code
 * `-`) has failed where its flags say so.
 */
export function classifyResponse(code: string, grpcStatus?: string, flags?: string): ResponseClass {
  if (code === connectionCode) return isRefused(flags) ? "server-error" : "success";
  if (code.startsWith("5")) return "server-error";
  if (code === "0" && !hasFlag(flags, "DC")) return "server-error";
  if (grpcStatus !== undefined && grpcStatus !== "" && grpcStatus !== "0") {
    return serverGrpcStatuses.has(grpcStatus) ? "server-error" : "client-error";
  }
  if (code.startsWith("4")) return "client-error";
  return code === unknownCode && grpcStatus !== "0" ? "unknown" : "success";
}

/** Text that is the same for what ended the same way. */
export function responseKey({
  code,
  grpcStatus,
  flags,
}: {
  readonly code: string;
  readonly grpcStatus?: string;
  readonly flags?: string;
}): string {
  return `${code}/${grpcStatus ?? ""}/${flags ?? ""}`;
}

/** The code of a request whose proxy is told not to name it. */
const unknownCode = "unknown";

/** Shares of the requests known to have ended in one way or another, 0..1; absent when there were none. */
export function ratiosOf({ requests = 0, unclassified, serverErrors, clientErrors }: Outcomes): {
  errorRatio?: number;
  clientErrorRatio?: number;
} {
  const classified = requests - unclassified;
  if (classified <= 0) return {};
  return { errorRatio: serverErrors / classified, clientErrorRatio: clientErrors / classified };
}

/** Per second. */
export interface Outcomes {
  readonly requests?: number;
  readonly unclassified: number;
  readonly serverErrors: number;
  readonly clientErrors: number;
}

function hasFlag(flags: string | undefined, flag: string): boolean {
  return flags?.split(",").includes(flag) ?? false;
}
