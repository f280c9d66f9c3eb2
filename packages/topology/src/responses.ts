/** What an answer counts as. `client` is the caller's own fault. */
export type ResponseClass = "success" | "server-error" | "client-error";

const serverGrpcStatuses = new Set(["2", "4", "8", "10", "12", "13", "14", "15"]);

/**
 * Server errors: 5xx, no answer (code 0) unless the client left (flag DC), and the gRPC statuses that are the
 * server's doing. Client errors: 4xx and every other non-zero gRPC status. A gRPC status outranks the HTTP code
 * it rides on, which is 200 for most failures; 5xx stays a server error whatever the status says.
 */
export function classifyResponse(code: string, grpcStatus?: string, flags?: string): ResponseClass {
  if (code.startsWith("5")) return "server-error";
  if (code === "0" && !hasFlag(flags, "DC")) return "server-error";
  if (grpcStatus !== undefined && grpcStatus !== "" && grpcStatus !== "0") {
    return serverGrpcStatuses.has(grpcStatus) ? "server-error" : "client-error";
  }
  return code.startsWith("4") ? "client-error" : "success";
}

/** Shares of the requests, 0..1; absent when there were none. */
export function ratiosOf({ requests, serverErrors, clientErrors }: Outcomes): {
  errorRatio?: number;
  clientErrorRatio?: number;
} {
  if (requests === undefined || requests <= 0) return {};
  return { errorRatio: serverErrors / requests, clientErrorRatio: clientErrors / requests };
}

/** Per second. */
interface Outcomes {
  readonly requests?: number;
  readonly serverErrors: number;
  readonly clientErrors: number;
}

function hasFlag(flags: string | undefined, flag: string): boolean {
  return flags?.split(",").includes(flag) ?? false;
}
