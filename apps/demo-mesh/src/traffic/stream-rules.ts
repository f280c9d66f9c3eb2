import type { Asked } from "./asked.ts";
import type { ClusterObject } from "./cluster-view.ts";
import { hostMatches } from "./host-names.ts";
import { NO_RETRIES, type RouteBranch } from "./route-branch.ts";
import { type Destination, weighted } from "./weighted.ts";

interface StreamMatch {
  readonly sniHosts?: readonly string[];
  readonly sourceNamespace?: string;
  readonly sourceLabels?: Readonly<Record<string, string>>;
  readonly gateways?: readonly string[];
}

interface StreamRule {
  readonly match?: readonly StreamMatch[];
  readonly route?: readonly Destination[];
}

/**
 * Where connections go that a VirtualService with `tls` or `tcp` rules takes: the first rule that matches has them
 * all. Clients here name the host they call as SNI. Nothing when no rule is for them.
 */
export function streamBranchesOf(virtualService: ClusterObject, asked: Asked): readonly RouteBranch[] {
  const namespace = virtualService.metadata.namespace ?? "default";
  const spec = virtualService["spec"] as
    | { readonly tls?: readonly StreamRule[]; readonly tcp?: readonly StreamRule[] }
    | undefined;
  const rules = [...(spec?.tls ?? []), ...(spec?.tcp ?? [])];
  const rule = rules.find(({ match = [] }) => match.length === 0 || match.some((one) => isFor(one, asked)));
  return weighted(rule?.route ?? [], namespace).map(({ part, ...to }) => ({ ...to, share: part, retries: NO_RETRIES }));
}

function isFor({ sniHosts, sourceNamespace, sourceLabels = {}, gateways }: StreamMatch, { host, caller }: Asked) {
  return (
    (!sniHosts || sniHosts.some((wanted) => hostMatches(wanted, host))) &&
    (!gateways || gateways.includes("mesh")) &&
    (!sourceNamespace || sourceNamespace === caller.namespace) &&
    Object.entries(sourceLabels).every(([key, value]) => caller.labels[key] === value)
  );
}
