import { randomLetters } from "../mesh/letters.ts";
import type { SeedObject } from "../mesh/seed-object.ts";
import { RESOURCES } from "../traffic/cluster-view.ts";

/** What a part of Kubernetes has to say about an object. */
export interface KubeEvent {
  readonly type: "Normal" | "Warning";
  readonly reason: string;
  readonly message: string;
  readonly about: ObjectName;
  /** Such as `kubelet` or `deployment-controller`. */
  readonly component: string;
  /** The node it is said from. */
  readonly host?: string;
  /** How often it has happened, and since when (RFC 3339), where that is more than once. */
  readonly count?: number;
  readonly since?: string;
}

export interface ObjectName {
  readonly apiVersion: string;
  readonly kind: string;
  /** A node has none; Events about it are kept in `default`. */
  readonly namespace?: string;
  readonly name: string;
  readonly uid?: string;
  /** Such as `spec.containers{cart}`. */
  readonly fieldPath?: string;
}

/** The Event as the API keeps it; `at` is RFC 3339, `seed` tells Events of one moment apart. */
export function eventObject(event: KubeEvent, at: string, seed: number): SeedObject {
  const { type, reason, message, about, component, host, count = 1, since = at } = event;
  const namespace = about.namespace ?? "default";
  const suffix = randomLetters(seed, `${component} ${reason} ${about.name} ${message} ${at}`, 16);
  return {
    resource: RESOURCES.events,
    manager: component === "kubelet" ? "kubelet" : "kube-controller-manager",
    object: {
      apiVersion: "v1",
      kind: "Event",
      metadata: { name: `${about.name}.${suffix}`, namespace },
      involvedObject: { ...about, namespace: about.namespace },
      type,
      reason,
      message,
      count,
      firstTimestamp: since,
      lastTimestamp: at,
      eventTime: null,
      source: { component, ...(host !== undefined && { host }) },
      reportingComponent: component,
      reportingInstance: host ?? "",
    },
  };
}
