import { type MeshSpec, serviceHost, type WorkloadSpec, workloadKey } from "../mesh/mesh-spec.ts";
import { busiestCallers, entriesAbove } from "./loads.ts";

/** What really is the matter; for whoever judges what Fyr says, never for Fyr. */
export interface Truth {
  readonly words: string;
  /** Workloads as `namespace/name`. */
  readonly failingEdge?: { readonly source: string; readonly target: string };
  /** A Kubernetes node. */
  readonly host?: string;
  /** Where it begins; absent: nothing is the matter. */
  readonly origin?: Origin;
  /** The change that made it begin, as the cluster shows it; absent: nobody's in the cluster. */
  readonly cause?: Cause;
  /** What the gateways call that can feel it, as `namespace/name`. */
  readonly affected?: readonly string[];
}

interface Origin {
  /** A workload (outside the mesh: a host called), the routing of a service, or a Kubernetes node. */
  readonly kind: "workload" | "external" | "route" | "node";
  /** `namespace/name` of a workload or service, the host called, or the node's name. */
  readonly name: string;
  /** The pods alone, where it is not all of them. */
  readonly pods?: readonly string[];
  /** Who calls it, as `namespace/name`, whoever calls most first. */
  readonly callers: readonly string[];
}

export interface Cause {
  readonly kind: "rollout" | "pod-restart" | "route-edit";
  readonly object: { readonly kind: string; readonly namespace: string; readonly name: string };
  /** The tool. */
  readonly by: string;
  /** Seconds after the onset. */
  readonly afterOnset: number;
}

/** What is true of a trouble at one workload. */
export function atOrigin(
  mesh: MeshSpec,
  spec: WorkloadSpec,
  pods?: readonly string[],
): Pick<Truth, "origin" | "affected" | "failingEdge"> {
  const callers = busiestCallers(mesh, spec.host).map(workloadKey);
  const [source] = callers;
  const isOutside = spec.role === "external";
  return {
    ...(source !== undefined && { failingEdge: { source, target: workloadKey(spec) } }),
    origin: {
      kind: isOutside ? "external" : "workload",
      name: isOutside ? spec.host : workloadKey(spec),
      ...(pods && { pods }),
      callers,
    },
    affected: entriesAbove(mesh, [spec.host]),
  };
}

/** What is true of a trouble in how a service's callers are sent. */
export function atRoute(mesh: MeshSpec, { namespace, app }: WorkloadSpec): Pick<Truth, "origin" | "affected"> {
  const host = serviceHost(namespace, app);
  return {
    origin: { kind: "route", name: `${namespace}/${app}`, callers: busiestCallers(mesh, host).map(workloadKey) },
    affected: entriesAbove(mesh, [host]),
  };
}

/** What is true of a trouble with a node: whoever has pods there is slow. */
export function atNode(node: string, words: string): Truth {
  return { words, host: node, origin: { kind: "node", name: node, callers: [] } };
}
