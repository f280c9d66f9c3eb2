import type { RouteCheck, RouteRef } from "@fyr/contract";

const istio = "https://istio.io/latest/docs";
const gatewayApi = "https://gateway-api.sigs.k8s.io";

/** Where a check is explained by those who made the rule. */
export function checkDocs({ code }: RouteCheck, { kind }: RouteRef): string {
  const isIstio = kind === "VirtualService";
  switch (code) {
    case "dry-run":
      return "https://kubernetes.io/docs/reference/using-api/api-concepts/#dry-run";
    case "may-change":
      return "https://kubernetes.io/docs/reference/access-authn-authz/authorization/#checking-api-access";
    case "weights-valid":
      return isIstio
        ? `${istio}/reference/config/networking/virtual-service/#HTTPRouteDestination`
        : `${gatewayApi}/guides/traffic-splitting/`;
    case "host-resolves":
      return isIstio
        ? `${istio}/reference/config/networking/virtual-service/#Destination`
        : `${gatewayApi}/api-types/referencegrant/`;
    case "subset-exists":
    case "subset-in-use":
      return `${istio}/reference/config/networking/destination-rule/#Subset`;
    case "pods-ready":
      return "https://kubernetes.io/docs/tasks/debug/debug-application/debug-service/";
    case "host-claimed":
      return isIstio ? `${istio}/reference/config/analysis/ist0109/` : `${gatewayApi}/reference/spec/#httprouterule`;
    case "accepted":
      return `${gatewayApi}/concepts/troubleshooting/`;
    case "mesh-in-path":
      return `${istio}/ops/configuration/traffic-management/traffic-routing/`;
    case "waypoint":
      return `${istio}/ambient/usage/waypoint/`;
    case "owner-reverts":
      return "https://argo-cd.readthedocs.io/en/stable/user-guide/diffing/";
    case "other-rules":
    case "rule-hidden":
      return isIstio
        ? `${istio}/concepts/traffic-management/#routing-rule-precedence`
        : `${gatewayApi}/reference/spec/#httprouterule`;
    case "unmatched":
      return `${gatewayApi}/mesh/gamma/`;
    case "sticky-sessions":
      return `${istio}/reference/config/networking/destination-rule/#LoadBalancerSettings-ConsistentHashLB`;
  }
}
