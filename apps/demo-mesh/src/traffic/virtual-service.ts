import { type Asked, type Caller, isVisible } from "./asked.ts";
import { type ClusterObject, durationMs, fullHost } from "./cluster-view.ts";
import { type Comparison, shareOf, shareOfAny } from "./match-share.ts";
import {
  answered,
  conditions,
  DEFAULT_RETRIES,
  type Mirror,
  type RetryPolicy,
  type RouteBranch,
} from "./route-branch.ts";
import { type Destination, weighted } from "./weighted.ts";

/** What of a rule is obeyed; the rest (rewrites, headers) changes no number here. */
interface HttpRule {
  readonly match?: readonly HttpMatch[];
  readonly route?: readonly Destination[];
  readonly delegate?: { readonly name?: string; readonly namespace?: string };
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
  readonly mirror?: Target;
  readonly mirrorPercentage?: { readonly value?: number };
  readonly mirrors?: readonly { readonly destination: Target; readonly percentage?: { readonly value?: number } }[];
  readonly redirect?: { readonly redirectCode?: number };
  readonly directResponse?: { readonly status?: number };
}

type Target = Destination["destination"];

interface HttpMatch {
  readonly uri?: StringMatch;
  readonly method?: StringMatch;
  readonly headers?: object;
  readonly withoutHeaders?: object;
  readonly queryParams?: object;
  readonly sourceNamespace?: string;
  readonly sourceLabels?: Readonly<Record<string, string>>;
  readonly gateways?: readonly string[];
}

interface StringMatch {
  readonly exact?: string;
  readonly prefix?: string;
  readonly regex?: string;
}

interface VirtualServiceSpec {
  readonly http?: readonly HttpRule[];
  readonly exportTo?: readonly string[];
}

/** Finds the VirtualService a rule delegates to. */
export type FindRoute = (namespace: string, name: string) => ClusterObject | undefined;

/** Where requests go that a VirtualService with `http` rules takes, first match first. `gateway` is who goes by it. */
export function branchesOf(
  virtualService: ClusterObject,
  asked: Pick<Asked, "caller" | "path">,
  find: FindRoute = () => undefined,
  gateway = "mesh",
): readonly RouteBranch[] {
  const namespace = virtualService.metadata.namespace ?? "default";
  const spec = virtualService["spec"] as VirtualServiceSpec | undefined;
  const rules = (spec?.http ?? []).flatMap((rule) => resolved(rule, namespace, find));
  let left = 1;
  const branches: RouteBranch[] = [];
  for (const { rule, matches, home } of rules) {
    const share = left * matches.reduce((all, match) => all * ruleShare(match, asked, gateway), 1);
    left -= share;
    if (share > 0) branches.push(...ruleBranches(rule, share, home));
  }
  // Nobody's request: Envoy answers 404 with the flag NR.
  if (left > 1e-9 && rules.length > 0) branches.push(answered(left, "404"));
  return branches;
}

interface ResolvedRule {
  readonly rule: HttpRule;
  /** All of these must match; each is a list of alternatives. */
  readonly matches: readonly (readonly HttpMatch[])[];
  /** Namespace in which its short names are looked up. */
  readonly home: string;
}

/** A rule, or those of the VirtualService it delegates to: what they leave open is as the root says. */
function resolved(rule: HttpRule, namespace: string, find: FindRoute): ResolvedRule[] {
  const { delegate, match = [] } = rule;
  if (!delegate) return [{ rule, matches: [match], home: namespace }];
  const home = delegate.namespace || namespace;
  const object = find(home, delegate.name ?? "");
  const spec = object?.["spec"] as VirtualServiceSpec | undefined;
  const caller: Caller = { namespace, labels: {} };
  // Without its delegate a rule is as good as none; so is one that delegates again.
  if (!isVisible(spec?.exportTo, home, caller)) return [];
  return (spec?.http ?? [])
    .filter((inner) => !inner.delegate)
    .map((inner) => ({ rule: { ...rule, ...inner }, matches: [match, inner.match ?? []], home }));
}

function ruleShare(match: readonly HttpMatch[], { caller, path }: Pick<Asked, "caller" | "path">, gateway: string) {
  return shareOfAny(
    match.map((one) => {
      const isFor =
        (!one.gateways || one.gateways.includes(gateway)) &&
        (!one.sourceNamespace || one.sourceNamespace === caller.namespace) &&
        Object.entries(one.sourceLabels ?? {}).every(([key, value]) => caller.labels[key] === value);
      if (!isFor) return 0;
      const asks = {
        path: comparison(one.uri),
        method: comparison(one.method),
        asksForHeaders: isAsked(one.headers),
        asksForNoHeaders: isAsked(one.withoutHeaders),
        asksForQuery: isAsked(one.queryParams),
      };
      return shareOf(asks, path);
    }),
  );
}

const isAsked = (fields: object | undefined) => Object.keys(fields ?? {}).length > 0;

function comparison({ exact, prefix, regex }: StringMatch = {}): Comparison {
  if (exact !== undefined) return { kind: "exact", value: exact };
  if (prefix !== undefined) return { kind: "prefix", value: prefix };
  return regex === undefined ? undefined : { kind: "regex", value: regex };
}

function ruleBranches(rule: HttpRule, share: number, namespace: string): RouteBranch[] {
  const policy = policyOf(rule, namespace);
  const destinations = rule.route ?? [];
  if (destinations.length === 0) {
    const code = rule.directResponse?.status ?? rule.redirect?.redirectCode ?? (rule.redirect ? 301 : 404);
    return [{ ...policy, share, host: "", answers: String(code) }];
  }
  return weighted(destinations, namespace).map(({ part, ...to }) => ({ ...policy, ...to, share: share * part }));
}

function policyOf(rule: HttpRule, namespace: string): Omit<RouteBranch, "share" | "host"> {
  const timeoutMs = durationMs(rule.timeout);
  const { abort, delay } = rule.fault ?? {};
  const delayMs = durationMs(delay?.fixedDelay);
  const mirrors = mirrorsOf(rule, namespace);
  return {
    ...(timeoutMs !== undefined && { timeoutMs }),
    retries: retryPolicy(rule.retries),
    ...(mirrors.length > 0 && { mirrors }),
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

function mirrorsOf({ mirror, mirrorPercentage, mirrors = [] }: HttpRule, namespace: string): Mirror[] {
  const all = mirror ? [{ destination: mirror, percentage: mirrorPercentage }] : mirrors;
  return all.map(({ destination: { host, subset }, percentage }) => ({
    host: fullHost(host, namespace),
    ...(subset !== undefined && { subset }),
    ratio: (percentage ? (percentage.value ?? 0) : 100) / 100,
  }));
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
