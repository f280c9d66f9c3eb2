import type { KubernetesObject } from "@fyr/routing";
import type { KubernetesApi } from "./api.ts";
import { KubernetesError } from "./kubernetes-error.ts";
import { listAll } from "./list-all.ts";

export interface EventNote {
  /** CamelCase, for programs: `WeightsChanged`. */
  readonly reason: string;
  /** At most 1024 characters. */
  readonly message: string;
  /** For programs, beside the words. */
  readonly annotations?: Readonly<Record<string, string>>;
  /** A name that follows from what happened: left once, however often it is tried. */
  readonly name?: string;
}

/** Leaves an Event on an object, where `kubectl describe` shows it. Rejects with KubernetesError. */
export async function recordEvent(
  api: KubernetesApi,
  object: KubernetesObject,
  { reason, message, annotations, name: own }: EventNote,
  nowMs: number,
  signal: AbortSignal,
): Promise<void> {
  const { name, namespace = "default", uid, resourceVersion } = object.metadata;
  const at = new Date(nowMs).toISOString();
  const event = {
    apiVersion: "v1",
    kind: "Event",
    metadata: {
      ...(own === undefined ? { generateName: `${name.slice(0, 200)}.` } : { name: own }),
      namespace,
      ...(annotations && { annotations }),
    },
    involvedObject: { apiVersion: object.apiVersion, kind: object.kind, name, namespace, uid, resourceVersion },
    type: "Normal",
    reason,
    message: message.slice(0, 1024),
    source: { component: "fyr" },
    reportingComponent: "fyr",
    firstTimestamp: `${at.slice(0, 19)}Z`,
    lastTimestamp: `${at.slice(0, 19)}Z`,
    count: 1,
  };
  const path = `/api/v1/namespaces/${namespace}/events`;
  for (let tried = 1; ; tried += 1) {
    try {
      await api.request({ path, method: "POST", body: event, signal });
      return;
    } catch (error) {
      const isTaken = error instanceof KubernetesError && error.code === "conflict";
      if (isTaken && own !== undefined) return;
      // The cluster makes up five letters: two Events of one object may be given the same.
      if (!isTaken || tried === mostTries) throw error;
    }
  }
}

const mostTries = 4;

/** What Events of a namespace with this reason carry as annotations, for whoever may list them. Rejects with KubernetesError. */
export async function readEventNotes(
  api: KubernetesApi,
  { namespace, reason }: { readonly namespace: string; readonly reason: string },
  signal: AbortSignal,
): Promise<Readonly<Record<string, string>>[]> {
  const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/events`;
  const { objects } = await listAll(api, path, signal, { fieldSelector: `reason=${reason}` });
  return objects.map(({ metadata }) => metadata.annotations ?? {});
}
