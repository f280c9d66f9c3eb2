import type { HealthCause, HealthStatus, Quantiles, Response } from "@fyr/contract";
import { duration, inWords, type Quantity, share, times } from "./format.ts";

export const healthWords: Readonly<Record<HealthStatus, string>> = {
  healthy: "Healthy",
  degraded: "Degraded",
  failing: "Failing",
  unknown: "Unknown",
};

/** What ztunnels write instead: https://github.com/istio/istio.io/issues/17488 */
const ztunnelWords: Readonly<Record<string, string>> = {
  DENY: "denied by an authorization policy",
  CONNECT: "the connection was not made, or broke",
  TLS_FAILURE: "TLS failed between ztunnels",
  H2_HANDSHAKE_FAILURE: "the tunnel between ztunnels was not made",
  NETWORK_POLICY: "stopped by a network policy",
  IDENTITY_ERROR: "no certificate for the workload",
  CERT_REVOKED: "certificate revoked",
};

/** https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/access_log/usage (response flags) */
const flagWords: Readonly<Record<string, string>> = {
  UH: "no healthy upstream host",
  UF: "could not connect to upstream",
  UO: "circuit breaker open: upstream overflow",
  NR: "no route for the request",
  URX: "gave up after all retries",
  NC: "upstream cluster not found",
  DT: "request or connection took too long",
  DC: "the client left",
  LH: "local health check failed",
  UT: "no answer from upstream in time",
  LR: "connection reset locally",
  UR: "upstream reset the connection",
  UC: "upstream closed the connection",
  DI: "delayed by fault injection",
  FI: "aborted by fault injection",
  RL: "rate limited",
  UAEX: "denied by external authorisation",
  RLSE: "rate limit service failed",
  IH: "invalid header value",
  SI: "stream idle for too long",
  DPE: "client broke the HTTP protocol",
  UPE: "upstream broke the HTTP protocol",
  UMSDR: "upstream reached its maximum stream duration",
  OM: "overload manager stopped the request",
  DF: "DNS resolution failed",
  NFCF: "no cluster found",
  ...ztunnelWords,
};

/** https://grpc.io/docs/guides/status-codes/ */
const grpcWords: Readonly<Record<string, string>> = {
  "0": "OK",
  "1": "cancelled",
  "2": "unknown error",
  "3": "invalid argument",
  "4": "deadline exceeded",
  "5": "not found",
  "6": "already exists",
  "7": "permission denied",
  "8": "resource exhausted",
  "9": "failed precondition",
  "10": "aborted",
  "11": "out of range",
  "12": "unimplemented",
  "13": "internal error",
  "14": "unavailable",
  "15": "data loss",
  "16": "unauthenticated",
};

const codeWords: Readonly<Record<string, string>> = {
  "0": "no answer",
  "200": "OK",
  "201": "created",
  "204": "no content",
  "301": "moved permanently",
  "302": "found elsewhere",
  "304": "not modified",
  "400": "bad request",
  "401": "not signed in",
  "403": "forbidden",
  "404": "not found",
  "408": "request timeout",
  "409": "conflict",
  "429": "too many requests",
  "499": "the client left",
  "500": "internal error",
  "502": "bad gateway",
  "503": "unavailable",
  "504": "gateway timeout",
};

/** "could not connect to upstream" for UF; several flags joined by "and"; a flag nobody explains stands for itself. */
export function flagsInWords(flags: string): string {
  return flags
    .split(",")
    .map((flag) => flagWords[flag.trim()] ?? flag.trim())
    .join(" and ");
}

/** "503 UF", "gRPC 14", "200": what the proxies wrote. */
export function responseName({ code, grpcStatus, flags }: Omit<Response, "perSecond">): string {
  if (code === "-") return flags?.replaceAll(",", " ") ?? "OK";
  const status = grpcStatus === undefined ? (code === "0" ? "no answer" : code) : `gRPC ${grpcStatus}`;
  return flags === undefined ? status : `${status} ${flags.replaceAll(",", " ")}`;
}

/** What the answer means: flags say most, then the gRPC status, then the code. */
export function responseInWords({ code, grpcStatus, flags }: Omit<Response, "perSecond">): string {
  if (flags !== undefined) return flagsInWords(flags);
  if (code === "-") return "connected";
  if (grpcStatus !== undefined) return grpcWords[grpcStatus] ?? "unknown gRPC status";
  return codeWords[code] ?? classInWords(code);
}

/**
 * Why a health is what it is: "7.1 % of requests fail (failing from 3 %)"; of a part, "payment v2: 7.1 % …". `usual`:
 * what slowness is compared with.
 */
export function causeInWords(cause: HealthCause, usual?: Quantiles): string {
  return cause.part === undefined ? reasonInWords(cause, usual) : `${cause.part}: ${reasonInWords(cause, undefined)}`;
}

function reasonInWords(cause: HealthCause, usual: Quantiles | undefined): string {
  const { code, codes, quantile = "p95", value, threshold } = cause;
  switch (code) {
    case "server-errors":
      return `${inWords(share(value))} of requests ${codes === undefined ? "fail" : `answer ${codes}`} ${boundInWords(cause, share)}`;
    case "client-errors":
      return `${inWords(share(value))} of requests ${codes === undefined ? "are refused" : `answer ${codes}`} ${boundInWords(cause, share)}`;
    case "failed-connections":
      return `${inWords(share(value))} of TCP connections ${codes === undefined ? "fail" : `end in ${codes}`} ${boundInWords(cause, share)}`;
    case "slow":
      return `${quantile} is ${inWords(duration(value))}${beside(value, usual?.[quantile])} ${boundInWords(cause, duration)}`;
    case "pods-not-ready":
      return `${value} ${value === 1 ? "pod is" : "pods are"} ready of ${threshold} expected`;
  }
}

/** ", 2.2× its usual 290 ms" */
function beside(ms: number, usual: number | undefined): string {
  return usual === undefined || usual <= 0 ? "" : `, ${times(ms, usual)} its usual ${inWords(duration(usual))}`;
}

/** "(failing from 3 %)", who set it where somebody did, and what it takes to recover where that is near. */
function boundInWords(cause: HealthCause, quantity: (value: number) => Quantity): string {
  const { status, threshold, tolerance, recoversBelow } = cause;
  const bound = threshold === 0 ? `${status} from the first` : `${status} from ${inWords(quantity(threshold))}`;
  const setBy = tolerance === undefined || tolerance === "default" ? "" : `, ${toleranceWords[tolerance]}`;
  const until = recoversBelow === undefined ? "" : `, until below ${inWords(quantity(recoversBelow))}`;
  return `(${bound}${setBy}${until})`;
}

const toleranceWords = { config: "set by configuration", annotation: "set by annotation" } as const;

function classInWords(code: string): string {
  if (code.startsWith("2")) return "OK";
  if (code.startsWith("3")) return "redirect";
  if (code.startsWith("4")) return "client error";
  return code.startsWith("5") ? "server error" : "";
}
