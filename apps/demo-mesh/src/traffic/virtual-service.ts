import { type ClusterObject, durationMs, fullHost } from "./cluster-view.ts";

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
  /** The rule has no backend: the caller's proxy answers this by itself. */
  readonly answers?: string;
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

/** What of a VirtualService is obeyed; the rest (mirrors, rewrites, headers) changes no number here. */
interface HttpRule {
  readonly match?: readonly Readonly<Record<string, unknown>>[];
  readonly route?: readonly {
    readonly destination: { readonly host: string; readonly subset?: string };
    readonly weight?: number;
  }[];
  readonly timeout?: string;
  readonly retries?: { readonly attempts?: number; readonly perTryTimeout?: string; readonly retryOn?: string };
  readonly fault?: {
    readonly abort?: {
      readonly percentage?: { readonly value?: number };
      readonly httpStatus?: number;
      readonly grpcStatus?: string;
    };
    readonly delay?: { readonly percentage?: { readonly value?: number }; readonly fixedDelay?: string };
  };
  readonly redirect?: { readonly redirectCode?: number };
  readonly directResponse?: { readonly status?: number };
}

/** The share of requests that carry the headers a rule asks for. */
const MATCHED_SHARE = 0.005;

/** Where requests go that a VirtualService with these `http` rules takes, first match first. */
export function branchesOf(virtualService: ClusterObject): readonly RouteBranch[] {
  const namespace = virtualService.metadata.namespace ?? "default";
  const spec = virtualService["spec"] as { readonly http?: readonly HttpRule[] } | undefined;
  let left = 1;
  const branches: RouteBranch[] = [];
  for (const rule of spec?.http ?? []) {
    const share = takesAll(rule) ? left : left * MATCHED_SHARE;
    left -= share;
    branches.push(...ruleBranches(rule, share, namespace));
  }
  // Nobody's request: Envoy answers 404 with the flag NR.
  if (left > 1e-9 && branches.length > 0)
    branches.push({ share: left, host: "", answers: "404", retries: DEFAULT_RETRIES });
  return branches;
}

function takesAll({ match }: HttpRule): boolean {
  if (!match || match.length === 0) return true;
  return match.some((condition) => {
    const { name: _name, uri, ...others } = condition as { name?: string; uri?: { prefix?: string } };
    return Object.keys(others).length === 0 && (uri === undefined || uri.prefix === "/");
  });
}

function ruleBranches(rule: HttpRule, share: number, namespace: string): RouteBranch[] {
  const policy = policyOf(rule);
  const destinations = rule.route ?? [];
  if (destinations.length === 0) {
    const code = rule.directResponse?.status ?? rule.redirect?.redirectCode ?? (rule.redirect ? 301 : 404);
    return [{ ...policy, share, host: "", answers: String(code) }];
  }
  const total = destinations.reduce((sum, { weight = 0 }) => sum + weight, 0);
  return destinations.flatMap(({ destination, weight = 0 }) => {
    const part = destinations.length === 1 ? 1 : total > 0 ? weight / total : 0;
    if (part === 0) return [];
    const { host, subset } = destination;
    return [
      { ...policy, share: share * part, host: fullHost(host, namespace), ...(subset !== undefined && { subset }) },
    ];
  });
}

function policyOf({ timeout, retries, fault }: HttpRule): Omit<RouteBranch, "share" | "host"> {
  const timeoutMs = durationMs(timeout);
  const { abort, delay } = fault ?? {};
  const delayMs = durationMs(delay?.fixedDelay);
  return {
    ...(timeoutMs !== undefined && { timeoutMs }),
    retries: retryPolicy(retries),
    ...(abort && {
      abort: {
        ratio: (abort.percentage?.value ?? 100) / 100,
        code: abort.grpcStatus ? "200" : String(abort.httpStatus ?? 500),
        ...(abort.grpcStatus && { grpcStatus: GRPC_STATUSES[abort.grpcStatus] ?? abort.grpcStatus }),
      },
    }),
    ...(delayMs !== undefined && { delay: { ratio: (delay?.percentage?.value ?? 100) / 100, ms: delayMs } }),
  };
}

/** VirtualServices name gRPC's statuses, metrics number them. */
const GRPC_STATUSES: Readonly<Record<string, string>> = {
  CANCELLED: "1",
  UNKNOWN: "2",
  DEADLINE_EXCEEDED: "4",
  NOT_FOUND: "5",
  RESOURCE_EXHAUSTED: "8",
  INTERNAL: "13",
  UNAVAILABLE: "14",
};

function retryPolicy(retries: HttpRule["retries"]): RetryPolicy {
  if (!retries) return DEFAULT_RETRIES;
  const perTryTimeoutMs = durationMs(retries.perTryTimeout);
  return {
    attempts: retries.attempts ?? 2,
    ...(perTryTimeoutMs !== undefined && { perTryTimeoutMs }),
    on: conditions(retries.retryOn),
  };
}

function conditions(retryOn: string | undefined): ReadonlySet<string> {
  return new Set((retryOn || DEFAULT_CONDITIONS).split(",").map((word) => word.trim()));
}
