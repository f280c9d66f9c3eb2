import type { Owner, OwnerSource } from "@fyr/contract";
import { objectIn, textIn } from "../json.ts";
import type { KubernetesObject } from "../kubernetes-object.ts";
import { findNamed, named, type OwnerObjects, writesSpec } from "./owner-objects.ts";

/** https://fluxcd.io/flux/components/kustomize/kustomizations/#controlling-the-apply-behavior-of-resources */
export function flux(object: KubernetesObject, owners: OwnerObjects): Owner | undefined {
  const { labels = {} } = object.metadata;
  const kustomization = labels["kustomize.toolkit.fluxcd.io/name"];
  if (kustomization)
    return byKustomization(object, owners, kustomization, labels["kustomize.toolkit.fluxcd.io/namespace"]);
  const release = labels["helm.toolkit.fluxcd.io/name"];
  if (release) return byHelmRelease(owners, release, labels["helm.toolkit.fluxcd.io/namespace"]);
  if (writesSpec(object, "kustomize-controller")) return { ...unread, reverts: "yes", why: "next-reconcile" };
  return writesSpec(object, "helm-controller") ? unread : undefined;
}

const unread: Owner = { kind: "flux", reverts: "unknown", why: "not-readable", drives: false };

/** A Kustomization applies everything anew at every interval, drifted or not. */
function byKustomization(
  { metadata: { annotations = {} } }: KubernetesObject,
  { kustomizations, gitRepositories }: OwnerObjects,
  name: string,
  namespace: string | undefined,
): Owner {
  const found = findNamed(kustomizations, name, namespace);
  const owner = {
    kind: "flux",
    ...named(name, namespace),
    drives: false,
    ...sourceOf(found, gitRepositories),
  } as const;
  const leftAlone =
    annotations["kustomize.toolkit.fluxcd.io/reconcile"] === "disabled" ||
    ["Ignore", "IfNotPresent"].includes(annotations["kustomize.toolkit.fluxcd.io/ssa"] ?? "");
  if (leftAlone) return { ...owner, reverts: "no", why: "ignored" };
  if (found?.spec?.["suspend"] === true) return { ...owner, reverts: "no", why: "suspended" };
  return { ...owner, reverts: "yes", why: "next-reconcile" };
}

/** A HelmRelease looks for drift only where it is told to. */
function byHelmRelease({ helmReleases }: OwnerObjects, name: string, namespace: string | undefined): Owner {
  const owner = { kind: "flux", ...named(name, namespace), drives: false } as const;
  const found = findNamed(helmReleases, name, namespace);
  if (found === undefined) return { ...owner, reverts: "unknown", why: "not-readable" };
  if (found.spec?.["suspend"] === true) return { ...owner, reverts: "no", why: "suspended" };
  const looks = textIn(objectIn(found.spec, "driftDetection"), "mode") === "enabled";
  return looks ? { ...owner, reverts: "yes", why: "next-reconcile" } : { ...owner, reverts: "no", why: "next-release" };
}

function sourceOf(
  kustomization: KubernetesObject | undefined,
  gitRepositories: readonly KubernetesObject[] | undefined,
): { readonly source?: OwnerSource } {
  const ref = objectIn(kustomization?.spec, "sourceRef");
  if (kustomization === undefined || textIn(ref, "kind") !== "GitRepository") return {};
  const namespace = textIn(ref, "namespace") ?? kustomization.metadata.namespace;
  const repository = findNamed(gitRepositories, textIn(ref, "name") ?? "", namespace);
  const repoUrl = textIn(repository?.spec, "url");
  if (repoUrl === undefined) return {};
  const at = objectIn(repository?.spec, "ref");
  const revision = textIn(at, "branch") ?? textIn(at, "tag") ?? textIn(at, "commit") ?? textIn(at, "semver");
  const path = textIn(kustomization.spec, "path")?.replace(/^\.\//, "");
  return { source: { repoUrl, ...(path && { path }), ...(revision && { revision }) } };
}
