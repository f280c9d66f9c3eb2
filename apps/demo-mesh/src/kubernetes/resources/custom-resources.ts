import { gateway as apiGateway, gatewayClass, referenceGrant } from "../schema/gateway-api/gateways.ts";
import { GATEWAY_GROUP } from "../schema/gateway-api/route-fields.ts";
import { grpcRoute, httpRoute } from "../schema/gateway-api/routes.ts";
import { tcpRoute, tlsRoute } from "../schema/gateway-api/stream-routes.ts";
import { destinationRule } from "../schema/istio/destination-rule.ts";
import { gateway, serviceEntry, sidecar, workloadEntry } from "../schema/istio/networking.ts";
import { authorizationPolicy, peerAuthentication, requestAuthentication } from "../schema/istio/security.ts";
import { virtualService } from "../schema/istio/virtual-service.ts";
import { anything, object, type Schema } from "../schema/schema.ts";
import { ALL_VERBS, type ResourceType } from "./resource-type.ts";

interface Family {
  readonly group: string;
  readonly versions: ResourceType["versions"];
  readonly since?: ResourceType["since"];
  readonly categories: readonly string[];
  readonly withStatus: boolean;
}

const istioCategories = ["istio-io", "networking-istio-io"];
const networking: Family = {
  group: "networking.istio.io",
  versions: ["v1", "v1beta1", "v1alpha3"],
  since: { v1: 22 },
  categories: istioCategories,
  withStatus: true,
};
const security: Family = {
  group: "security.istio.io",
  versions: ["v1", "v1beta1"],
  since: { v1: 22 },
  categories: ["istio-io", "security-istio-io"],
  withStatus: true,
};
const policies: Family = { ...security, since: { v1: 17 } };
// Which Gateway API an Istio was made for: https://istio.io/latest/docs/tasks/traffic-management/ingress/gateway-api/
const gatewayApi: Family = {
  group: GATEWAY_GROUP,
  versions: ["v1", "v1beta1"],
  since: { v1: 20 },
  categories: ["gateway-api"],
  withStatus: true,
};
const grpcRoutes: Family = { ...gatewayApi, versions: ["v1", "v1alpha2"], since: { v1: 22 } };
const streamRoutes: Family = { ...gatewayApi, versions: ["v1alpha2"] };
const grants: Family = { ...gatewayApi, versions: ["v1beta1"], withStatus: false };

function custom(
  family: Family,
  kind: string,
  spec: Schema,
  shortNames: readonly string[],
  plural?: string,
): ResourceType {
  const singular = kind.toLowerCase();
  const status = family.withStatus ? { status: anything("What controllers report.") } : {};
  return {
    group: family.group,
    plural: plural ?? `${singular}s`,
    kind,
    singular,
    shortNames,
    categories: family.categories,
    namespaced: kind !== "GatewayClass",
    versions: family.versions,
    ...(family.since && { since: family.since }),
    custom: true,
    verbs: ALL_VERBS,
    subresources: family.withStatus ? ["status"] : [],
    schema: object(spec.description ?? kind, { spec, ...status }),
  };
}

/** Tools that own objects of the mesh. What is in theirs is not looked at. */
function owner(group: string, version: string): Family {
  return { group, versions: [version], categories: [], withStatus: true };
}

export const customResources: readonly ResourceType[] = [
  custom(networking, "VirtualService", virtualService, ["vs"]),
  custom(networking, "DestinationRule", destinationRule, ["dr"]),
  custom(networking, "Gateway", gateway, ["gw"]),
  custom(networking, "ServiceEntry", serviceEntry, ["se"], "serviceentries"),
  custom(networking, "Sidecar", sidecar, []),
  custom(networking, "WorkloadEntry", workloadEntry, ["we"], "workloadentries"),
  custom(security, "PeerAuthentication", peerAuthentication, ["pa"]),
  custom(policies, "AuthorizationPolicy", authorizationPolicy, ["ap"], "authorizationpolicies"),
  custom(policies, "RequestAuthentication", requestAuthentication, ["ra"]),
  custom(gatewayApi, "HTTPRoute", httpRoute, []),
  custom(grpcRoutes, "GRPCRoute", grpcRoute, []),
  custom(streamRoutes, "TLSRoute", tlsRoute, []),
  custom(streamRoutes, "TCPRoute", tcpRoute, []),
  custom(gatewayApi, "Gateway", apiGateway, ["gtw"]),
  custom(gatewayApi, "GatewayClass", gatewayClass, ["gc"], "gatewayclasses"),
  custom(grants, "ReferenceGrant", referenceGrant, ["refgrant"]),
  custom(owner("argoproj.io", "v1alpha1"), "Application", anything("What is deployed from where."), ["app", "apps"]),
  custom(owner("argoproj.io", "v1alpha1"), "Rollout", anything("How new versions are rolled out."), ["ro"]),
  custom(owner("flagger.app", "v1beta1"), "Canary", anything("How a canary is judged."), [], "canaries"),
  custom(owner("kustomize.toolkit.fluxcd.io", "v1"), "Kustomization", anything("What is applied from where."), ["ks"]),
  custom(
    owner("source.toolkit.fluxcd.io", "v1"),
    "GitRepository",
    anything("Where sources are."),
    ["gitrepo"],
    "gitrepositories",
  ),
  custom(owner("helm.toolkit.fluxcd.io", "v2"), "HelmRelease", anything("Which chart is released."), ["hr"]),
];
