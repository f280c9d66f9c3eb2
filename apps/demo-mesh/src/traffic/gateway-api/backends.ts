import { serviceHost } from "../../mesh/mesh-spec.ts";
import { type ClusterView, RESOURCES } from "../cluster-view.ts";
import type { BackendRef, GatewayRoute } from "./route-object.ts";

type BackendProblem = "InvalidKind" | "BackendNotFound" | "RefNotPermitted";

/** The service behind a backend, or why there is none. */
type Backend =
  | { readonly ok: true; readonly host: string }
  | { readonly ok: false; readonly problem: BackendProblem; readonly message: string };

export type FindBackend = (ref: BackendRef, from: Pick<GatewayRoute, "kind" | "namespace">) => Backend;

interface Grant {
  readonly from?: readonly { readonly group: string; readonly kind: string; readonly namespace: string }[];
  readonly to?: readonly { readonly group: string; readonly kind: string; readonly name?: string }[];
}

/** Looks backends up as they stand now; into another namespace only with a ReferenceGrant there. */
export function createBackendFinder(cluster: ClusterView): FindBackend {
  const services = new Set(
    cluster.list(RESOURCES.services).map(({ metadata }) => `${metadata.namespace}/${metadata.name}`),
  );
  const grants = cluster.list(RESOURCES.referenceGrants);
  const isGranted = (ref: BackendRef, namespace: string, from: Parameters<FindBackend>[1]) =>
    grants.some((grant) => {
      const spec = grant["spec"] as Grant | undefined;
      const mayCome = spec?.from?.some((one) => one.kind === from.kind && one.namespace === from.namespace);
      const mayGo = spec?.to?.some((one) => one.kind === "Service" && (one.name ?? ref.name) === ref.name);
      return grant.metadata.namespace === namespace && mayCome === true && mayGo === true;
    });
  return (ref, from) => {
    const { group = "", kind = "Service", namespace = from.namespace, name } = ref;
    if (kind !== "Service" || group !== "") {
      return refused("InvalidKind", `referencing unsupported backendRef: group "${group}" kind "${kind}"`);
    }
    if (namespace !== from.namespace && !isGranted(ref, namespace, from)) {
      const why = `backendRef ${name}/${namespace} not accessible to a ${from.kind} in namespace "${from.namespace}"`;
      return refused("RefNotPermitted", `${why} (missing a ReferenceGrant?)`);
    }
    const host = serviceHost(namespace, name);
    if (!services.has(`${namespace}/${name}`)) {
      return refused("BackendNotFound", `backend(${host}) not found`);
    }
    return { ok: true, host };
  };
}

function refused(problem: BackendProblem, message: string): Backend {
  return { ok: false, problem, message };
}
