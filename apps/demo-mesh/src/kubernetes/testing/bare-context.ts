import type { ApiServerContext } from "../api/answer-request.ts";
import { createCatalog } from "../resources/find-resource.ts";
import { createObjectStore } from "../store/object-store.ts";

const NAMESPACES = { group: "", plural: "namespaces" };

/** An API server with namespaces `payments` and `shop` and nothing else, under one version of Istio. */
export function bareContext(istioVersion: string): ApiServerContext {
  const store = createObjectStore({ now: () => 0 });
  for (const name of ["payments", "shop"]) {
    store.create(NAMESPACES, { apiVersion: "v1", kind: "Namespace", metadata: { name } });
  }
  return { store, now: () => 0, istioVersion, catalog: createCatalog(istioVersion), userOfToken: () => undefined };
}
