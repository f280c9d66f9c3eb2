import type { ObjectRef } from "@fyr/contract";
import { type EditedObjects, KubernetesError, type WriteOptions } from "@fyr/kubernetes";
import type { KubernetesObject } from "@fyr/routing";
import { AppError } from "../../app-error.ts";

const attempts = 3;

/** An object as it was read: what is done to it rests on its spec. */
export interface Unchanged {
  readonly ref: ObjectRef;
  readonly before: KubernetesObject;
  /** What to reject with where its spec is another by now. Absent: what the API server says. */
  readonly conflict?: (latest: KubernetesObject) => Promise<Error>;
}

/** Tries again on the newest version while only metadata or status moved: the spec it rests on is the same. */
export async function onLatest<Result>(
  edited: EditedObjects,
  { ref, before, conflict }: Unchanged,
  signal: AbortSignal,
  attempt: (latest: KubernetesObject) => Promise<Result>,
): Promise<Result> {
  let current = before;
  for (let tried = 1; ; tried += 1) {
    try {
      return await attempt(current);
    } catch (error) {
      if (!(error instanceof KubernetesError) || error.code !== "conflict") throw error;
      const latest = await edited.read(ref, signal);
      if (latest.metadata.resourceVersion === current.metadata.resourceVersion) {
        throw new AppError("rejected", error.message, { cause: error });
      }
      const { generation } = latest.metadata;
      if (tried === attempts || generation === undefined || generation !== before.metadata.generation) {
        throw conflict === undefined ? error : await conflict(latest);
      }
      current = latest;
    }
  }
}

/** Controllers write a status whenever they like: that is no reason to leave an object where it is. */
export function removeLatest(edited: EditedObjects, object: Unchanged, options: WriteOptions): Promise<void> {
  return onLatest(edited, object, options.signal, ({ metadata }) =>
    edited.remove(object.ref, metadata.resourceVersion ?? "", options),
  );
}
