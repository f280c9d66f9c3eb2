import type { KubernetesObject } from "@fyr/routing";
import type { KubernetesApi } from "./api.ts";
import type { CollectionState } from "./collection-state.ts";
import { followList } from "./follow-list.ts";
import { createKeptObjects } from "./kept-objects.ts";

/** All objects of one kind, kept as they are in the cluster. `Kept` is what is remembered of each. */
export interface Collection<Kept> {
  items(): readonly Kept[];
  state(): CollectionState;
  /** Takes in an object the caller has just been given by the server, ahead of the watch. */
  put(object: KubernetesObject): void;
  /** Drops the open watch and continues from where it was, on a new connection. */
  reconnect(): void;
}

export interface CollectionOptions<Kept> {
  readonly api: KubernetesApi;
  /** The list's path; undefined where the cluster does not serve the kind. Asked before every list. */
  readonly path: (signal: AbortSignal) => Promise<string | undefined>;
  readonly keep: (object: KubernetesObject) => Kept;
  readonly onChange: () => void;
  /** Told of every change after the first list: what was kept of an object and what is; undefined is not there. */
  readonly onSeen?: (before: Kept | undefined, after: Kept | undefined) => void;
  readonly signal: AbortSignal;
}

/** Lists, then watches, and never gives up until the signal does. Never rejects. */
export function keepCollection<Kept>(options: CollectionOptions<Kept>): Collection<Kept> {
  const { api, path, keep, onChange, onSeen, signal } = options;
  const objects = createKeptObjects(keep, onSeen);
  let state: CollectionState = { status: "loading" };
  let watching = new AbortController();
  void followList({
    api,
    path,
    onList: (listed) => {
      objects.replaceAll(listed);
      state = { status: "ok" };
      onChange();
    },
    onEvent: (type, object) => {
      if (type === "DELETED") objects.remove(object);
      else objects.set(object);
      onChange();
    },
    onState: (next) => {
      const moved = next.status !== state.status;
      state = next;
      if (moved) onChange();
    },
    turn: () => {
      watching = new AbortController();
      return AbortSignal.any([signal, watching.signal]);
    },
    signal,
  });
  return {
    items: objects.items,
    state: () => state,
    put: (object) => {
      if (objects.setIfNewer(object)) onChange();
    },
    reconnect: () => watching.abort(),
  };
}
