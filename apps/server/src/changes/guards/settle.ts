import type { JsonPatchOperation, RouteRef } from "@fyr/contract";
import { KubernetesError } from "@fyr/kubernetes";
import type { KubernetesObject, RecordedChange } from "@fyr/routing";

/** One patch: all of it is written, or nothing. */
export interface Write {
  readonly patch: readonly JsonPatchOperation[];
  /** The entry of the history in it, where weights move. */
  readonly change?: RecordedChange;
}

interface RoutesToSettle {
  read(route: RouteRef, signal: AbortSignal): Promise<KubernetesObject>;
  patch(route: RouteRef, patch: readonly JsonPatchOperation[], signal: AbortSignal): Promise<KubernetesObject>;
}

export interface Settled {
  readonly written: KubernetesObject;
  readonly change?: RecordedChange;
}

const attempts = 4;

/**
 * Decides on the object as it is and writes what was decided on that very object; whenever somebody was faster, it is
 * decided anew. Undefined when there was nothing to do (any more).
 */
export async function settle(
  routes: RoutesToSettle,
  route: RouteRef,
  decide: (object: KubernetesObject) => Promise<Write | undefined>,
  signal: AbortSignal,
): Promise<Settled | undefined> {
  for (let tried = 1; ; tried += 1) {
    const object = await routes.read(route, signal);
    const write = await decide(object);
    if (write === undefined) return undefined;
    try {
      const written = await routes.patch(route, write.patch, signal);
      return { written, ...(write.change && { change: write.change }) };
    } catch (error) {
      const wasFaster = error instanceof KubernetesError && error.code === "conflict";
      if (!wasFaster || tried === attempts) throw error;
    }
  }
}
