import { gateway as apiGateway, gatewayClass, referenceGrant } from "../schema/gateway-api/gateways.ts";
import { GATEWAY_GROUP } from "../schema/gateway-api/route-fields.ts";
import { grpcRoute, httpRoute } from "../schema/gateway-api/routes.ts";
import { destinationRule } from "../schema/istio/destination-rule.ts";
import { gateway, serviceEntry, sidecar, workloadEntry } from "../schema/istio/networking.ts";
import { authorizationPolicy, peerAuthentication, requestAuthentication } from "../schema/istio/security.ts";
import { virtualService } from "../schema/istio/virtual-service.ts";
import { anything, object, type Schema } from "../schema/schema.ts";
import { ALL_VERBS, type ResourceType } from "./resource-type.ts";

interface Family {
  readonly group: string;
  readonly versions: ResourceType["versions"];
  readonly categories: readonly string[];
  readonly withStatus: boolean;
}

const istioCategories = ["istio-io", "networking-istio-io"];
const networking: Family = {
  group: "networking.istio.io",
  versions: ["v1", "v1beta1", "v1alpha3"],
  categories: istioCategories,
  withStatus: true,
};
const security: Family = {
  group: "security.istio.io",
  versions: ["v1", "v1beta1"],
  categories: ["istio-io", "security-istio-io"],
  withStatus: true,
};
const gatewayApi: Family = { group: GATEWAY_GROUP, versions: ["v1"], categories: ["gateway-api"], withStatus: true };
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
    custom: true,
    verbs: ALL_VERBS,
    subresources: family.withStatus ? ["status"] : [],
    schema: object(spec.description ?? kind, { spec, ...status }),
  };
}

export const customResources: readonly ResourceType[] = [
  custom(networking, "VirtualService", virtualService, ["vs"]),
  custom(networking, "DestinationRule", destinationRule, ["dr"]),
  custom(networking, "Gateway", gateway, ["gw"]),
  custom(networking, "ServiceEntry", serviceEntry, ["se"], "serviceentries"),
  custom(networking, "Sidecar", sidecar, []),
  custom(networking, "WorkloadEntry", workloadEntry, ["we"], "workloadentries"),
  custom(security, "PeerAuthentication", peerAuthentication, ["pa"]),
  custom(security, "AuthorizationPolicy", authorizationPolicy, ["ap"], "authorizationpolicies"),
  custom(security, "RequestAuthentication", requestAuthentication, ["ra"]),
  custom(gatewayApi, "HTTPRoute", httpRoute, []),
  custom(gatewayApi, "GRPCRoute", grpcRoute, []),
  custom(gatewayApi, "Gateway", apiGateway, ["gtw"]),
  custom(gatewayApi, "GatewayClass", gatewayClass, ["gc"], "gatewayclasses"),
  custom(grants, "ReferenceGrant", referenceGrant, ["refgrant"]),
];
