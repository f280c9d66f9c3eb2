import type { JsonPatchOperation, RouteRef } from "@fyr/contract";
import type { KubernetesObject } from "@fyr/routing";
import type { KubernetesApi } from "./api.ts";
import type { ServedVersion } from "./discovery.ts";
import { KubernetesError } from "./kubernetes-error.ts";
import { listAll } from "./list-all.ts";
import { readObject } from "./read-object.ts";

/** Traffic routes as the API server has them now, read and written as the connection's user. */
export interface Routes {
  list(signal: AbortSignal): Promise<KubernetesObject[]>;
  /** Rejects with `unknown_route` when it is not there. */
  read(route: RouteRef, signal: AbortSignal): Promise<KubernetesObject>;
  /** All the server would do short of storing: validation, admission, permission. What would be stored. */
  dryRun(route: RouteRef, patch: readonly JsonPatchOperation[], signal: AbortSignal): Promise<KubernetesObject>;
  /** Rejects with `conflict` when the patch's tests fail, `rejected` in the server's words when it is not valid. */
  patch(route: RouteRef, patch: readonly JsonPatchOperation[], signal: AbortSignal): Promise<KubernetesObject>;
}

const group = "networking.istio.io";
/** The name managed fields will show. */
const fieldManager = "fyr";

export function createRoutes(api: KubernetesApi, servedVersion: ServedVersion): Routes {
  async function base(signal: AbortSignal): Promise<string | undefined> {
    const version = await servedVersion(group, signal);
    return version === undefined ? undefined : `/apis/${group}/${version}`;
  }

  async function pathOf({ namespace, name }: RouteRef, signal: AbortSignal): Promise<string> {
    const root = await base(signal);
    if (root === undefined) throw new KubernetesError("unknown_route", "This cluster serves no VirtualServices.");
    return `${root}/namespaces/${encodeURIComponent(namespace)}/virtualservices/${encodeURIComponent(name)}`;
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
    list: async (signal) => {
      const root = await base(signal);
      return root === undefined ? [] : (await listAll(api, `${root}/virtualservices`, signal)).objects;
    },
    read: async (route, signal) => {
      const path = await pathOf(route, signal);
      return readObject(await api.request({ path, signal }).catch(nameMissing(route)));
    },
    dryRun: (route, patch, signal) => send(route, patch, { dryRun: "All" }, signal),
    patch: (route, patch, signal) => send(route, patch, {}, signal),
  };
}

/** The API server's words for a missing object say neither where it was looked for nor what that means. */
function nameMissing({ namespace, name }: RouteRef) {
  return (cause: unknown): never => {
    if (!(cause instanceof KubernetesError) || cause.code !== "unknown_route") throw cause;
    const sentence = `There is no VirtualService ${name} in the namespace ${namespace}: it may have been deleted.`;
    throw new KubernetesError("unknown_route", sentence, { status: 404, cause });
  };
}
