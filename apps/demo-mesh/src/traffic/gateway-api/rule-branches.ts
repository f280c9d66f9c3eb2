import { durationMs } from "../cluster-view.ts";
import { answered, conditions, DEFAULT_RETRIES, type Mirror, NO_RETRIES, type RouteBranch } from "../route-branch.ts";
import type { FindBackend } from "./backends.ts";
import type { BackendRef, GatewayRoute, GatewayRule } from "./route-object.ts";

/** Where a rule's requests go, `share` of all. A backend that is not there keeps its share, and it is answered 500. */
export function ruleBranches(route: GatewayRoute, rule: GatewayRule, share: number, find: FindBackend): RouteBranch[] {
  const { backendRefs = [], filters = [] } = rule;
  const redirect = filters.find(({ type }) => type === "RequestRedirect")?.requestRedirect;
  if (redirect) return [answered(share, String(redirect.statusCode ?? 302))];
  if (backendRefs.length === 0) return [answered(share, "404")];
  const total = backendRefs.reduce((sum, ref) => sum + weightOf(ref), 0);
  if (total === 0) return [answered(share, "500")];
  const policy = policyOf(route, rule, find);
  return backendRefs.flatMap((ref) => {
    const part = (share * weightOf(ref)) / total;
    if (part === 0) return [];
    const backend = find(ref, route);
    return [backend.ok ? { ...policy, share: part, host: backend.host } : answered(part, "500")];
  });
}

const weightOf = ({ weight = 1 }: BackendRef) => weight;

function policyOf(
  route: GatewayRoute,
  rule: GatewayRule,
  find: FindBackend,
): Pick<RouteBranch, "timeoutMs" | "retries" | "mirrors"> {
  if (route.kind === "TCPRoute" || route.kind === "TLSRoute") return { retries: NO_RETRIES };
  const timeoutMs = durationMs(rule.timeouts?.request);
  const perTryTimeoutMs = durationMs(rule.timeouts?.backendRequest);
  const mirrors = mirrorsOf(route, rule, find);
  const { attempts, codes = [] } = rule.retry ?? {};
  const on = codes.length > 0 ? conditions(["connect-failure", ...codes].join(",")) : DEFAULT_RETRIES.on;
  return {
    ...(timeoutMs !== undefined && { timeoutMs }),
    ...(mirrors.length > 0 && { mirrors }),
    retries: {
      attempts: attempts ?? DEFAULT_RETRIES.attempts,
      on,
      ...(perTryTimeoutMs !== undefined && { perTryTimeoutMs }),
    },
  };
}

function mirrorsOf(route: GatewayRoute, { filters = [] }: GatewayRule, find: FindBackend): Mirror[] {
  return filters.flatMap(({ requestMirror: mirror }) => {
    if (!mirror) return [];
    const { fraction, percent, backendRef } = mirror;
    const ratio = fraction ? fraction.numerator / (fraction.denominator ?? 100) : (percent ?? 100) / 100;
    const backend = find(backendRef, route);
    return backend.ok ? [{ host: backend.host, ratio }] : [];
  });
}
