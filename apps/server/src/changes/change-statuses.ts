import type { ChangeId, ChangeStatus, RouteChange } from "@fyr/contract";
import type { KubernetesObject, RecordedChange } from "@fyr/routing";
import { createBoundedMap } from "./bounded-map.ts";
import type { ChangeListener } from "./dependencies.ts";
import { changeOf } from "./recorded-change.ts";

interface Known {
  readonly status: ChangeStatus;
  readonly pushedAt?: string;
}

/** How far changes came, as far as that is known, for everybody who wants to hear of it. */
export interface ChangeStatuses {
  has(id: ChangeId): boolean;
  /** Adds to what is known and tells all listeners. */
  tell(object: KubernetesObject, change: RecordedChange, more: Partial<Known>): void;
  /** A change of which nothing is known was accepted: it stands on the object. */
  withStatus(object: KubernetesObject, change: RecordedChange): RouteChange;
  subscribe(listener: ChangeListener): () => void;
}

const accepted: Known = { status: { phase: "accepted" } };
/** Routes keep 20 changes each. What is forgotten here is found out again when somebody asks. */
const remembered = 5_000;

export function createChangeStatuses(): ChangeStatuses {
  const known = createBoundedMap<ChangeId, Known>(remembered);
  const listeners = new Set<ChangeListener>();
  const withStatus = (object: KubernetesObject, change: RecordedChange) => ({
    ...changeOf(object, change),
    ...(known.get(change.id) ?? accepted),
  });
  return {
    has: known.has,
    tell: (object, change, more) => {
      known.set(change.id, { ...(known.get(change.id) ?? accepted), ...more });
      for (const listener of listeners) listener(withStatus(object, change));
    },
    withStatus,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
