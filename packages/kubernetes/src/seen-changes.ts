import { isObject, type KubernetesObject } from "@fyr/routing";
import type { KindName } from "./kinds.ts";
import type { ControllerFacts } from "./mesh-objects.ts";
import type { PodFacts } from "./pods.ts";

/** Something the watch saw happen and the cluster may have forgotten since. `atMs`: when it was seen, ms since epoch. */
export type SeenChange = { readonly atMs: number } & (
  | { readonly type: "config"; readonly before?: KubernetesObject; readonly after?: KubernetesObject }
  | { readonly type: "scaled"; readonly before: ControllerFacts; readonly after: ControllerFacts }
  /** A container ended in this pod. */
  | { readonly type: "ended"; readonly pod: PodFacts }
);

/** What is remembered of each kind: objects that tell the mesh what to do, workloads' sizes, and pods' ends. */
const roles: Partial<Record<KindName, "config" | "controller" | "pod">> = {
  pods: "pod",
  ...asControllers("deployments", "statefulSets"),
  ...asConfig("virtualServices", "httpRoutes", "grpcRoutes", "tlsRoutes", "tcpRoutes", "destinationRules"),
  ...asConfig("serviceEntries", "gateways", "apiGateways", "sidecars", "envoyFilters", "proxyConfigs", "wasmPlugins"),
  ...asConfig("peerAuthentications", "authorizationPolicies", "requestAuthentications", "telemetries"),
};

const mostKept = 500;

export interface SeenChanges {
  note(kind: KindName, before: unknown, after: unknown): void;
  /** Oldest first. */
  list(): readonly SeenChange[];
}

/** The last changes the watch saw since it began, in memory. */
export function createSeenChanges(now: () => number): SeenChanges {
  const seen: SeenChange[] = [];
  return {
    note: (kind, before, after) => {
      const change = changeOf(kind, before, after, now());
      if (change === undefined) return;
      seen.push(change);
      if (seen.length > mostKept) seen.shift();
    },
    list: () => [...seen],
  };
}

/** The collections hand over what they keep, which the table above says for each kind. */
function changeOf(kind: KindName, before: unknown, after: unknown, atMs: number): SeenChange | undefined {
  switch (roles[kind]) {
    case "config":
      return configChange(before as KubernetesObject | undefined, after as KubernetesObject | undefined, atMs);
    case "controller":
      return scaling(before as ControllerFacts | undefined, after as ControllerFacts | undefined, atMs);
    case "pod":
      return podEnd(before as PodFacts | undefined, after as PodFacts | undefined, atMs);
    case undefined:
      return undefined;
  }
}

function configChange(
  before: KubernetesObject | undefined,
  after: KubernetesObject | undefined,
  atMs: number,
): SeenChange | undefined {
  const isSame = isObject(before) && isObject(after) && JSON.stringify(before.spec) === JSON.stringify(after.spec);
  if (isSame) return undefined;
  return { type: "config", atMs, ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
}

function scaling(
  before: ControllerFacts | undefined,
  after: ControllerFacts | undefined,
  atMs: number,
): SeenChange | undefined {
  if (before?.replicas === undefined || after?.replicas === undefined) return undefined;
  return before.replicas === after.replicas ? undefined : { type: "scaled", atMs, before, after };
}

function podEnd(before: PodFacts | undefined, after: PodFacts | undefined, atMs: number): SeenChange | undefined {
  const known = new Set(before?.terminations?.map(({ container, at }) => `${container} ${at}`));
  const isNew = after?.terminations?.some(({ container, at }) => !known.has(`${container} ${at}`)) === true;
  return isNew ? { type: "ended", atMs, pod: after } : undefined;
}

function asConfig(...names: readonly KindName[]) {
  return Object.fromEntries(names.map((name) => [name, "config" as const]));
}

function asControllers(...names: readonly KindName[]) {
  return Object.fromEntries(names.map((name) => [name, "controller" as const]));
}
