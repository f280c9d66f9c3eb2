import type { Asked } from "../asked.ts";
import { hostMatches } from "../host-names.ts";
import { type Comparison, shareOf } from "../match-share.ts";
import { answered, type RouteBranch } from "../route-branch.ts";
import type { FindBackend } from "./backends.ts";
import type { GatewayMatch, GatewayRoute, GatewayRule } from "./route-object.ts";
import { ruleBranches } from "./rule-branches.ts";

/**
 * Where requests go to whose host these routes are attached. The most specific match wins, wherever it is written:
 * https://gateway-api.sigs.k8s.io/reference/spec/#httprouterule. What nothing matches is answered 404.
 */
export function attachedBranches(
  routes: readonly GatewayRoute[],
  { path }: Pick<Asked, "path">,
  find: FindBackend,
): readonly RouteBranch[] {
  const entries = routes.flatMap((route) => route.rules.flatMap((rule) => entriesOf(route, rule)));
  const shares = new Map<GatewayRule, { readonly route: GatewayRoute; share: number }>();
  let left = 1;
  for (const { route, rule, match } of entries.toSorted(bySpecificity)) {
    const share = left * shareOf(conditionsOf(match), path);
    left -= share;
    const known = shares.get(rule);
    if (known) known.share += share;
    else shares.set(rule, { route, share });
  }
  const branches = [...shares].flatMap(([rule, { route, share }]) =>
    share > 0 ? ruleBranches(route, rule, share, find) : [],
  );
  return left > 1e-9 ? [...branches, answered(left, "404")] : branches;
}

/** The same of connections: the first route has them all. */
export function attachedStreamBranches(
  routes: readonly GatewayRoute[],
  { host }: Pick<Asked, "host">,
  find: FindBackend,
): readonly RouteBranch[] {
  const takes = ({ hostnames }: GatewayRoute) =>
    hostnames.length === 0 || hostnames.some((name) => hostMatches(name, host));
  const route = routes.toSorted(byAge).find(takes);
  const [rule] = route?.rules ?? [];
  return route && rule ? ruleBranches(route, rule, 1, find) : [];
}

interface Entry {
  readonly route: GatewayRoute;
  readonly rule: GatewayRule;
  readonly match: GatewayMatch;
}

function entriesOf(route: GatewayRoute, rule: GatewayRule): Entry[] {
  const matches = rule.matches && rule.matches.length > 0 ? rule.matches : [{}];
  return matches.map((match) => ({ route, rule, match }));
}

/** Exact path, then longer prefix, then method, more headers, more query parameters, then the older route. */
function bySpecificity(a: Entry, b: Entry): number {
  const [left, right] = [specificity(a.match), specificity(b.match)];
  for (const [nth, value] of left.entries()) {
    const other = right[nth] ?? 0;
    if (value !== other) return other - value;
  }
  return byAge(a.route, b.route);
}

function byAge(a: GatewayRoute, b: GatewayRoute): number {
  const [left, right] = [a, b].map(({ createdAt, namespace, name }) => `${createdAt} ${namespace}/${name}`);
  return (left ?? "") < (right ?? "") ? -1 : left === right ? 0 : 1;
}

function specificity(match: GatewayMatch): readonly number[] {
  const path = pathOf(match);
  return [
    path?.kind === "exact" ? 1 : 0,
    // No path is `/` for all.
    path === undefined ? 1 : path.kind === "pathPrefix" ? path.value.length : 0,
    match.method ? 1 : 0,
    match.headers?.length ?? 0,
    match.queryParams?.length ?? 0,
  ];
}

function conditionsOf(match: GatewayMatch) {
  const { method, headers = [], queryParams = [] } = match;
  return {
    path: pathOf(match),
    method: typeof method === "string" ? ({ kind: "exact", value: method } as const) : undefined,
    asksForHeaders: headers.length > 0,
    asksForQuery: queryParams.length > 0,
  };
}

/** gRPC's service and method are its path. */
function pathOf({ path, method }: GatewayMatch): Comparison {
  if (typeof method === "object") {
    const { type, service = "", method: name } = method;
    if (type === "RegularExpression") return { kind: "regex", value: `/${service || ".+"}/${name || ".+"}` };
    if (name) return { kind: service ? "exact" : "regex", value: service ? `/${service}/${name}` : `/.+/${name}` };
    return service ? { kind: "pathPrefix", value: `/${service}` } : undefined;
  }
  if (!path) return undefined;
  const value = path.value ?? "/";
  if (path.type === "Exact") return { kind: "exact", value };
  return { kind: path.type === "RegularExpression" ? "regex" : "pathPrefix", value };
}
