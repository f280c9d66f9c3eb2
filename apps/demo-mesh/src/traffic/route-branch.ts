/** One way a client's request can go, with what the rule that sends it there says. */
export interface RouteBranch {
  /** Share of the client's requests, 0..1; a host's branches sum to 1. */
  readonly share: number;
  /** Name in full. */
  readonly host: string;
  readonly subset?: string;
  readonly timeoutMs?: number;
  readonly retries: RetryPolicy;
  readonly abort?: { readonly ratio: number; readonly code: string; readonly grpcStatus?: string };
  readonly delay?: { readonly ratio: number; readonly ms: number };
  /** Who gets copies whose answers nobody waits for. */
  readonly mirrors?: readonly Mirror[];
  /** The rule has no backend: the caller's proxy answers this by itself. */
  readonly answers?: string;
}

export interface Mirror {
  /** Name in full. */
  readonly host: string;
  readonly subset?: string;
  /** Share of the branch's requests that is copied, 0..1. */
  readonly ratio: number;
}

export interface RetryPolicy {
  /** Tries after the first. */
  readonly attempts: number;
  readonly perTryTimeoutMs?: number;
  /** Istio's and Envoy's conditions: `5xx`, `connect-failure`, `503` … */
  readonly on: ReadonlySet<string>;
}

// Istio's own when a route says nothing: https://istio.io/latest/docs/concepts/traffic-management/#retries
const DEFAULT_CONDITIONS = "connect-failure,refused-stream,unavailable,cancelled,503";
export const DEFAULT_RETRIES: RetryPolicy = { attempts: 2, on: conditions(undefined) };
/** Of what only forwards connections. */
export const NO_RETRIES: RetryPolicy = { attempts: 0, on: new Set() };

export function conditions(retryOn: string | undefined): ReadonlySet<string> {
  return new Set((retryOn || DEFAULT_CONDITIONS).split(",").map((word) => word.trim()));
}

/** The caller's proxy answers by itself, and asks nobody. */
export function answered(share: number, code: string): RouteBranch {
  return { share, host: "", answers: code, retries: DEFAULT_RETRIES };
}
