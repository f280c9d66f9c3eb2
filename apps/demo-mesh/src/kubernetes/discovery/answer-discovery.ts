import type { Answer, ApiRequest } from "../api/request.ts";
import { openApiIndex, openApiOf } from "../openapi/openapi.ts";
import { OPENAPI_V2_PROTOBUF, openApiV2 } from "../openapi/openapi-v2.ts";
import { wantsAggregatedDiscovery } from "../request/accept.ts";
import type { Catalog } from "../resources/find-resource.ts";
import {
  aggregatedDiscovery,
  coreVersions,
  groupDocument,
  groupList,
  resourceList,
  serverVersion,
} from "./discovery.ts";

const AGGREGATED = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

/** The documents that tell what the server has; nothing for paths that are not theirs. */
export function answerDiscovery(catalog: Catalog, { method, url, accept }: ApiRequest): Answer | undefined {
  if (method !== "GET") return undefined;
  const path = url.pathname.replace(/(.)\/$/, "$1");
  if ((path === "/api" || path === "/apis") && wantsAggregatedDiscovery(accept)) {
    return { code: 200, body: aggregatedDiscovery(catalog, path === "/api" ? "api" : "apis"), contentType: AGGREGATED };
  }
  if (path === "/openapi/v2" && accept?.includes(OPENAPI_V2_PROTOBUF)) {
    // An @ is no part of a media type: asked for with it, answered without.
    return { code: 200, body: openApiV2(catalog), contentType: OPENAPI_V2_PROTOBUF.replace("@", ".") };
  }
  const body = documentAt(catalog, path);
  return body === undefined ? undefined : { code: 200, body };
}

function documentAt(catalog: Catalog, path: string): unknown {
  switch (path) {
    case "/api":
      return coreVersions;
    case "/apis":
      return groupList(catalog);
    case "/version":
      return serverVersion;
    case "/openapi/v3":
      return openApiIndex(catalog);
  }
  const [, root, group = "", version, ...rest] = path.split("/");
  if (root === "openapi" && group === "v3") return openApiOf(catalog, [version, ...rest].join("/"));
  if (root === "api" && !version) return resourceList(catalog, { group: "", version: group });
  if (root !== "apis" || rest.length > 0) return undefined;
  return version ? resourceList(catalog, { group, version }) : groupDocument(catalog, group);
}
