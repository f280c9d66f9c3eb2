import { isRouteKind, type KubernetesObject, listIn, objectIn, textIn } from "@fyr/routing";

/** Of an Argo CD Application, which may list thousands of resources, what tells whether and how it owns routes. */
export function readApplication({ apiVersion, kind, metadata, spec, ...rest }: KubernetesObject): KubernetesObject {
  const resources = listIn(objectIn(rest, "status"), "resources").filter((entry) => {
    const named = textIn(entry, "kind") ?? "";
    return isRouteKind(named) || named === "DestinationRule";
  });
  const { syncPolicy, ignoreDifferences, source, sources } = spec ?? {};
  return {
    ...bare({ apiVersion, kind, metadata }),
    spec: { syncPolicy, ignoreDifferences, source, sources },
    status: { resources },
  };
}

/** Of any other owner: what it is told to do, not how that goes. */
export function readOwner({ apiVersion, kind, metadata, spec = {} }: KubernetesObject): KubernetesObject {
  return { ...bare({ apiVersion, kind, metadata }), spec };
}

/** A Rollout says which routes it drives beside whole pod templates. */
export function readRollout(rollout: KubernetesObject): KubernetesObject {
  const canary = objectIn(objectIn(rollout.spec, "strategy"), "canary");
  const trafficRouting = objectIn(canary, "trafficRouting");
  return readOwner({ ...rollout, spec: { strategy: { canary: { trafficRouting } } } });
}

function bare({ apiVersion, kind, metadata }: Pick<KubernetesObject, "apiVersion" | "kind" | "metadata">) {
  const { name, namespace, resourceVersion } = metadata;
  return {
    apiVersion,
    kind,
    metadata: {
      name,
      ...(namespace !== undefined && { namespace }),
      ...(resourceVersion !== undefined && { resourceVersion }),
    },
  };
}
