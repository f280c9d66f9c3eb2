import type { EditedKind, JsonPatchOperation, ObjectRef } from "@fyr/contract";
import { editedResources, type JsonObject, type KubernetesObject } from "@fyr/routing";
import type { KubernetesApi } from "./api.ts";
import type { ServedVersion } from "./discovery.ts";
import { KubernetesError } from "./kubernetes-error.ts";
import { readObject } from "./read-object.ts";

/** An object that is to be made. */
interface NewObject {
  readonly ref: ObjectRef;
  readonly labels?: JsonObject;
  readonly annotations?: JsonObject;
  readonly spec: JsonObject;
}

export interface WriteOptions {
  /** All the server would do short of storing. */
  readonly dryRun?: boolean;
  readonly signal: AbortSignal;
}

/** Whole objects that are edited, as the API server has them now, read and written as the connection's user. */
export interface EditedObjects {
  /** As served here: `networking.istio.io/v1`. Rejects with `unknown_route` where the kind is not served. */
  apiVersionOf(kind: EditedKind, signal: AbortSignal): Promise<string>;
  /** Rejects with `unknown_route` when it is not there. */
  read(ref: ObjectRef, signal: AbortSignal): Promise<KubernetesObject>;
  /** Rejects with `conflict` when there is one of that name. */
  create(object: NewObject, options: WriteOptions): Promise<KubernetesObject>;
  /** Rejects with `conflict` when the patch's tests fail, `rejected` in the server's words when it is not valid. */
  patch(ref: ObjectRef, patch: readonly JsonPatchOperation[], options: WriteOptions): Promise<KubernetesObject>;
  /** Rejects with `conflict` when it is not at that version any more. */
  remove(ref: ObjectRef, resourceVersion: string, options: WriteOptions): Promise<void>;
}

/** The name managed fields will show. */
const fieldManager = "fyr";

export function createEditedObjects(api: KubernetesApi, servedVersion: ServedVersion): EditedObjects {
  async function apiVersionOf(kind: EditedKind, signal: AbortSignal): Promise<string> {
    const { group, plural } = editedResources[kind];
    if (group === "") return "v1";
    const version = await servedVersion(group, plural, signal);
    if (version === undefined) throw new KubernetesError("unknown_route", `This cluster serves no ${kind}s.`);
    return `${group}/${version}`;
  }

  async function listPath({ kind, namespace }: Omit<ObjectRef, "name">, signal: AbortSignal): Promise<string> {
    const apiVersion = await apiVersionOf(kind, signal);
    const root = apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    return `${root}/namespaces/${encodeURIComponent(namespace)}/${editedResources[kind].plural}`;
  }

  const pathOf = async (ref: ObjectRef, signal: AbortSignal) =>
    `${await listPath(ref, signal)}/${encodeURIComponent(ref.name)}`;
  const queryOf = ({ dryRun }: WriteOptions) => ({ fieldManager, ...(dryRun && { dryRun: "All" }) });

  return {
    apiVersionOf,
    read: async (ref, signal) =>
      readObject(await api.request({ path: await pathOf(ref, signal), signal }).catch(nameMissing(ref))),
    create: async ({ ref, labels, annotations, spec }, options) => {
      const { kind, namespace, name } = ref;
      const metadata = { name, namespace, ...(labels && { labels }), ...(annotations && { annotations }) };
      const body = { apiVersion: await apiVersionOf(kind, options.signal), kind, metadata, spec };
      const path = await listPath(ref, options.signal);
      return readObject(
        await api.request({ path, method: "POST", query: queryOf(options), body, signal: options.signal }),
      );
    },
    patch: async (ref, patch, options) => {
      const request = { method: "PATCH", contentType: "application/json-patch+json", body: patch } as const;
      const path = await pathOf(ref, options.signal);
      const answer = api.request({ ...request, path, query: queryOf(options), signal: options.signal });
      return readObject(await answer.catch(nameMissing(ref)));
    },
    remove: async (ref, resourceVersion, options) => {
      const body = {
        apiVersion: "v1",
        kind: "DeleteOptions",
        preconditions: { resourceVersion },
        ...(options.dryRun && { dryRun: ["All"] }),
      };
      const path = await pathOf(ref, options.signal);
      await api.request({ path, method: "DELETE", body, signal: options.signal }).catch(nameMissing(ref));
    },
  };
}

/** The API server's words for a missing object say neither where it was looked for nor what that means. */
function nameMissing({ kind, namespace, name }: ObjectRef) {
  return (cause: unknown): never => {
    if (!(cause instanceof KubernetesError) || cause.code !== "unknown_route") throw cause;
    const sentence = `There is no ${kind} ${name} in the namespace ${namespace}: it may have been deleted.`;
    throw new KubernetesError("unknown_route", sentence, { status: 404, cause });
  };
}
