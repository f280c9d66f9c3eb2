import type { Owner, OwnerSource } from "@fyr/contract";
import { listIn, objectIn, textIn, textsIn } from "../json.ts";
import type { KubernetesObject } from "../kubernetes-object.ts";
import { isIgnored } from "./ignore-differences.ts";
import { findNamed, named, type OwnerObjects, writesSpec } from "./owner-objects.ts";

/** https://argo-cd.readthedocs.io/en/stable/user-guide/resource_tracking/ */
export function argoCd(
  object: KubernetesObject,
  { applications }: OwnerObjects,
  written?: readonly string[],
): Owner | undefined {
  const tracked = trackedBy(object);
  const application =
    tracked === undefined
      ? applications?.find((each) => lists(each, object))
      : findNamed(applications, tracked.name, tracked.namespace);
  if (application !== undefined) {
    const { name, namespace } = application.metadata;
    return {
      kind: "argocd",
      ...named(name, namespace),
      ...verdict(application, object, written),
      ...sourceOf(application),
    };
  }
  if (tracked === undefined && !writesSpec(object, "argocd-controller")) return undefined;
  return {
    kind: "argocd",
    ...named(tracked?.name, tracked?.namespace),
    reverts: "unknown",
    why: "not-readable",
    drives: false,
  };
}

/** `<namespace>_<name>` for applications outside Argo CD's own namespace. */
function trackedBy(object: KubernetesObject): { readonly name: string; readonly namespace?: string } | undefined {
  const { annotations = {}, labels = {} } = object.metadata;
  const [app, kind, place] = annotations["argocd.argoproj.io/tracking-id"]?.split(":") ?? [];
  // An id that names another object was copied along with it: Argo CD does not go by it either.
  const isOwn = kind?.split("/").at(-1) === object.kind && place?.split("/").at(-1) === object.metadata.name;
  const name = app && isOwn ? app : labels["argocd.argoproj.io/instance"];
  if (!name) return undefined;
  const [namespace, short] = name.split("_");
  return short === undefined ? { name } : { name: short, ...(namespace && { namespace }) };
}

/** The application itself names what it manages, whichever label it tracks by. */
function lists(application: KubernetesObject, object: KubernetesObject): boolean {
  const { namespace, name } = object.metadata;
  return listIn(objectIn(application, "status"), "resources").some(
    (entry) =>
      textIn(entry, "kind") === object.kind &&
      textIn(entry, "namespace") === namespace &&
      textIn(entry, "name") === name,
  );
}

function verdict(
  { spec }: KubernetesObject,
  object: KubernetesObject,
  written: readonly string[] | undefined,
): Pick<Owner, "reverts" | "why" | "drives"> {
  const policy = objectIn(spec, "syncPolicy");
  const automated = objectIn(policy, "automated");
  const healsItself = automated["selfHeal"] === true && automated["enabled"] !== false;
  const ignored = listIn(spec, "ignoreDifferences").some((entry) => isIgnored(entry, object, written));
  // Without this option a difference begins no sync, and the next sync overwrites it all the same.
  const respected = textsIn(policy, "syncOptions").includes("RespectIgnoreDifferences=true");
  if (ignored && respected) return { reverts: "no", why: "ignored", drives: false };
  return healsItself && !ignored
    ? { reverts: "yes", why: "self-heal", drives: false }
    : { reverts: "no", why: "next-sync", drives: false };
}

function sourceOf({ spec }: KubernetesObject): { readonly source?: OwnerSource } {
  const sources = [objectIn(spec, "source"), ...listIn(spec, "sources")];
  const source =
    sources.find((each) => textIn(each, "path") !== undefined) ?? sources.find((each) => textIn(each, "repoURL"));
  const repoUrl = textIn(source, "repoURL");
  if (repoUrl === undefined) return {};
  const [path, revision, chart] = [textIn(source, "path"), textIn(source, "targetRevision"), textIn(source, "chart")];
  return { source: { repoUrl, ...(path && { path }), ...(revision && { revision }), ...(chart && { chart }) } };
}
