import type { Marker } from "@fyr/contract";
import type { MeshObjects } from "../mesh-objects.ts";
import type { Termination } from "../pod-troubles.ts";
import type { PodFacts } from "../pods.ts";
import { type ClusterMarker, markerId } from "./cluster-marker.ts";
import type { Concerns } from "./concerns.ts";

/** Every pod is unready while it starts. */
const longMs = 120_000;

/** Containers that ended, and pods that have taken no traffic for long. */
export function podMarkers({ pods }: MeshObjects, concerns: Concerns, nowMs: number): ClusterMarker[] {
  return pods.flatMap((pod) => [
    ...terminationMarkers(pod, concerns, "cluster"),
    ...unreadyMarkers(pod, concerns, nowMs),
  ]);
}

export function terminationMarkers(pod: PodFacts, concerns: Concerns, knownFrom: Marker["knownFrom"]): ClusterMarker[] {
  return (pod.terminations ?? []).map((ended) => {
    const kind = ended.reason === "OOMKilled" ? "oom-kill" : "pod-restart";
    return podMarker(pod, { kind, at: ended.at, message: endInWords(ended), knownFrom }, concerns, ended.container);
  });
}

function unreadyMarkers(pod: PodFacts, concerns: Concerns, nowMs: number): ClusterMarker[] {
  const { unready } = pod;
  if (unready === undefined || nowMs - Date.parse(unready.since) < longMs) return [];
  const { since, message } = unready;
  const told = { kind: "pod-unready", at: since, knownFrom: "cluster" } as const;
  return [podMarker(pod, { ...told, ...(message !== undefined && { message }) }, concerns)];
}

function podMarker(
  pod: PodFacts,
  told: Pick<Marker, "kind" | "at" | "message" | "knownFrom">,
  concerns: Concerns,
  more?: string,
): ClusterMarker {
  const { namespace, name, host } = pod;
  const object = { kind: "Pod", namespace, name };
  const marker: Marker = {
    id: markerId(told.kind, object, told.at, more),
    object,
    ...told,
    ...concerns.ofPod(pod),
    ...(host !== undefined && { host }),
  };
  return { marker, right: { group: "", resource: "pods", namespace } };
}

function endInWords({ container, reason, exitCode }: Termination): string {
  const code = exitCode === undefined ? "" : `exit code ${exitCode}`;
  return `${container}: ${[reason, code].filter((word) => word !== undefined && word !== "").join(", ")}`;
}
