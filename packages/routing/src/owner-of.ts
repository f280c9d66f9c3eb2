import type { LastChange, Owner } from "@fyr/contract";
import type { KubernetesObject, ManagedFields } from "./route-object.ts";

/**
 * Who else writes this object, by the marks they leave; the one most likely to undo an edit first. `hand` when
 * nobody left any. `app.kubernetes.io/instance` alone says nothing: Helm charts set it too.
 */
export function ownerOf(object: KubernetesObject): Owner {
  return canaryController(object) ?? gitOps(object) ?? helm(object) ?? controller(object) ?? { kind: "hand" };
}

function canaryController({ metadata }: KubernetesObject): Owner | undefined {
  const canary = metadata.ownerReferences?.find(
    ({ apiVersion, kind }) => kind === "Canary" && apiVersion.startsWith("flagger.app/"),
  );
  if (canary !== undefined) return { kind: "flagger", name: canary.name };
  // Rollouts leave no label or annotation on a VirtualService: https://github.com/argoproj/argo-rollouts/issues/3854
  const rollouts = metadata.managedFields?.some(({ manager }) => manager === "rollouts-controller");
  return rollouts ? { kind: "argo-rollouts" } : undefined;
}

function gitOps({ metadata: { annotations = {}, labels = {} } }: KubernetesObject): Owner | undefined {
  const trackingId = annotations["argocd.argoproj.io/tracking-id"];
  if (trackingId) return { kind: "argocd", ...named(trackingId.split(":")[0]) };
  const instance = labels["argocd.argoproj.io/instance"];
  if (instance) return { kind: "argocd", name: instance };
  const flux = labels["kustomize.toolkit.fluxcd.io/name"] ?? labels["helm.toolkit.fluxcd.io/name"];
  return flux ? { kind: "flux", name: flux } : undefined;
}

function helm({ metadata: { annotations = {}, labels = {} } }: KubernetesObject): Owner | undefined {
  const release = annotations["meta.helm.sh/release-name"];
  return labels["app.kubernetes.io/managed-by"] === "Helm" && release ? { kind: "helm", name: release } : undefined;
}

function controller({ metadata }: KubernetesObject): Owner | undefined {
  const owner = metadata.ownerReferences?.find((reference) => reference.controller === true);
  return owner && { kind: "other", name: `${owner.kind} ${owner.name}` };
}

function named(name: string | undefined): { readonly name?: string } {
  return name ? { name } : {};
}

/** The newest write of the object itself by managed fields, which name tools, never persons. */
export function lastManagedChange({ metadata }: KubernetesObject): LastChange | undefined {
  const newest = metadata.managedFields
    ?.filter((entry) => entry.subresource === undefined && entry.time !== undefined)
    .reduce<ManagedFields | undefined>((latest, entry) => (isLater(entry, latest) ? entry : latest), undefined);
  if (newest?.time !== undefined) {
    return { at: newest.time, ...(newest.manager !== undefined && { manager: newest.manager }) };
  }
  return metadata.creationTimestamp === undefined ? undefined : { at: metadata.creationTimestamp };
}

function isLater(entry: ManagedFields, than: ManagedFields | undefined): boolean {
  return than === undefined || Date.parse(entry.time ?? "") >= Date.parse(than.time ?? "");
}
