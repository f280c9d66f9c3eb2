import type { KubernetesObject } from "@fyr/routing";
import type { KubernetesApi } from "./api.ts";

export interface EventNote {
  /** CamelCase, for programs: `WeightsChanged`. */
  readonly reason: string;
  /** At most 1024 characters. */
  readonly message: string;
}

/** Leaves an Event on an object, where `kubectl describe` shows it. Rejects with KubernetesError. */
export async function recordEvent(
  api: KubernetesApi,
  object: KubernetesObject,
  { reason, message }: EventNote,
  nowMs: number,
  signal: AbortSignal,
): Promise<void> {
  const { name, namespace = "default", uid, resourceVersion } = object.metadata;
  const at = new Date(nowMs).toISOString();
  const event = {
    apiVersion: "v1",
    kind: "Event",
    metadata: { generateName: `${name.slice(0, 200)}.`, namespace },
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
  await api.request({ path: `/api/v1/namespaces/${namespace}/events`, method: "POST", body: event, signal });
}
