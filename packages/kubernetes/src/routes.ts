import type { JsonPatchOperation, RouteKind, RouteRef } from "@fyr/contract";
import { dialectOfKind, type KubernetesObject, routeKinds } from "@fyr/routing";
import type { KubernetesApi } from "./api.ts";
import type { ServedVersion } from "./discovery.ts";
import { KubernetesError } from "./kubernetes-error.ts";
import { listAll } from "./list-all.ts";
import { readObject } from "./read-object.ts";

/** Traffic routes as the API server has them now, read and written as the connection's user. */
export interface Routes {
  /** Of every kind. */
  list(signal: AbortSignal): Promise<KubernetesObject[]>;
  /** Rejects with `unknown_route` when it is not there. */
  read(route: RouteRef, signal: AbortSignal): Promise<KubernetesObject>;
  /** All the server would do short of storing: validation, admission, permission. What would be stored. */
  dryRun(route: RouteRef, patch: readonly JsonPatchOperation[], signal: AbortSignal): Promise<KubernetesObject>;
  /** Rejects with `conflict` when the patch's tests fail, `rejected` in the server's words when it is not valid. */
  patch(route: RouteRef, patch: readonly JsonPatchOperation[], signal: AbortSignal): Promise<KubernetesObject>;
}

/** The name managed fields will show. */
const fieldManager = "fyr";

export function createRoutes(api: KubernetesApi, servedVersion: ServedVersion): Routes {
  async function base(kind: RouteKind, signal: AbortSignal): Promise<string | undefined> {
    const { group, plural } = dialectOfKind(kind);
    const version = await servedVersion(group, plural, signal);
    return version === undefined ? undefined : `/apis/${group}/${version}`;
  }

  async function pathOf({ kind, namespace, name }: RouteRef, signal: AbortSignal): Promise<string> {
    const root = await base(kind, signal);
    if (root === undefined) throw new KubernetesError("unknown_route", `This cluster serves no ${kind}s.`);
    const { plural } = dialectOfKind(kind);
    return `${root}/namespaces/${encodeURIComponent(namespace)}/${plural}/${encodeURIComponent(name)}`;
  }

  /** Kinds the cluster does not serve, or the caller may not read, have none to show. */
  async function listKind(kind: RouteKind, signal: AbortSignal): Promise<KubernetesObject[]> {
    try {
      const root = await base(kind, signal);
      return root === undefined ? [] : (await listAll(api, `${root}/${dialectOfKind(kind).plural}`, signal)).objects;
    } catch (error) {
      if (kind !== "VirtualService" && error instanceof KubernetesError && error.code === "forbidden") return [];
      throw error;
    }
  }

  async function send(
    route: RouteRef,
    patch: readonly JsonPatchOperation[],
    query: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<KubernetesObject> {
    const path = await pathOf(route, signal);
    const request = { path, method: "PATCH", contentType: "application/json-patch+json", body: patch } as const;
    const written = await api
      .request({ ...request, query: { fieldManager, ...query }, signal })
      .catch(nameMissing(route));
    return readObject(written);
  }

  return {
    list: async (signal) => (await Promise.all(routeKinds.map((kind) => listKind(kind, signal)))).flat(),
    read: async (route, signal) => {
      const path = await pathOf(route, signal);
      return readObject(await api.request({ path, signal }).catch(nameMissing(route)));
    },
    dryRun: (route, patch, signal) => send(route, patch, { dryRun: "All" }, signal),
    patch: (route, patch, signal) => send(route, patch, {}, signal),
  };
}

/** The API server's words for a missing object say neither where it was looked for nor what that means. */
function nameMissing({ kind, namespace, name }: RouteRef) {
  return (cause: unknown): never => {
    if (!(cause instanceof KubernetesError) || cause.code !== "unknown_route") throw cause;
    const sentence = `There is no ${kind} ${name} in the namespace ${namespace}: it may have been deleted.`;
    throw new KubernetesError("unknown_route", sentence, { status: 404, cause });
  };
}
