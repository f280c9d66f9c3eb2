import type { Target } from "../request/parse-path.ts";
import { isDryRun } from "../request/write-options.ts";
import { allResources } from "../resources/find-resource.ts";
import { storedIn } from "../resources/resource-type.ts";
import { isFields } from "../schema/check-fields.ts";
import type { KubernetesObject } from "../store/object.ts";
import type { DeleteOptions, ObjectStore } from "../store/object-store.ts";
import { present } from "./present.ts";
import { selection } from "./read.ts";
import { parseJson } from "./read-body.ts";
import type { Answer, ApiContext, ApiRequest } from "./request.ts";

export function deleteObject({ store }: ApiContext, request: ApiRequest, target: Target): Answer {
  const { type, namespace, name = "" } = target;
  const options = readDeleteOptions(request);
  const { uid } = store.delete(storedIn(type), namespace, name, options).metadata;
  if (!options.dryRun) collectOrphans(store, type.plural === "namespaces" ? name : undefined, uid);
  const details = { name, ...(type.group && { group: type.group }), kind: type.plural, uid };
  return { code: 200, body: { kind: "Status", apiVersion: "v1", metadata: {}, status: "Success", details } };
}

/** Everything the selectors match, answered as the list of what went. */
export function deleteCollection({ store }: ApiContext, request: ApiRequest, target: Target): Answer {
  const { type, version, namespace } = target;
  const matches = selection(request.url.searchParams, target);
  const options = readDeleteOptions(request);
  const gone = store.list(storedIn(type), namespace).filter(matches);
  const items = gone.map(({ metadata }) => {
    const object = store.delete(storedIn(type), metadata.namespace, metadata.name, options);
    return present(type, version, object);
  });
  const metadata = { resourceVersion: String(store.resourceVersion()) };
  const apiVersion = items[0]?.apiVersion ?? (type.group ? `${type.group}/${version}` : version);
  return { code: 200, body: { kind: `${type.kind}List`, apiVersion, metadata, items } };
}

function readDeleteOptions({ url, body }: ApiRequest): DeleteOptions & { readonly dryRun: boolean } {
  const given = body ? parseJson(body) : {};
  const asked = isFields(given) ? given : {};
  const preconditions = isFields(asked["preconditions"]) ? asked["preconditions"] : {};
  const { uid, resourceVersion } = preconditions;
  const inBody = Array.isArray(asked["dryRun"]) ? asked["dryRun"].map(String) : [];
  const dryRun = isDryRun([...url.searchParams.getAll("dryRun"), ...inBody]);
  return {
    dryRun,
    ...(typeof uid === "string" && { uid }),
    ...(typeof resourceVersion === "string" && { resourceVersion }),
  };
}

/** What went with its namespace or its owner goes too. */
function collectOrphans(store: ObjectStore, namespace: string | undefined, ownerUid: string): void {
  const isOrphan = ({ metadata }: KubernetesObject) =>
    (namespace !== undefined && metadata.namespace === namespace) ||
    (metadata.ownerReferences ?? []).some(({ uid }) => uid === ownerUid);
  for (const type of allResources) {
    if (type.storedAs) continue;
    for (const { metadata } of store.list(storedIn(type)).filter(isOrphan)) {
      if (!store.get(storedIn(type), metadata.namespace, metadata.name)) continue;
      store.delete(storedIn(type), metadata.namespace, metadata.name);
      collectOrphans(store, undefined, metadata.uid);
    }
  }
}
