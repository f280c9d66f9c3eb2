import { streamOf, uniform } from "../mesh/chance.ts";
import type { MeshSpec, WorkloadSpec } from "../mesh/mesh-spec.ts";
import { callersOf, loadsByHost } from "./loads.ts";

/** Requests per second from which on something can be seen of a workload at all. */
const BUSY_ENOUGH = 10;

/** Where a scenario takes place: at a workload of the mesh that is written out, or at one that fits by chance. */
export interface Wanted {
  /** Which scenario, so that each has a place of its own. */
  readonly what: string;
  /** `namespace/name` in the mesh that is written out. */
  readonly usual: string;
  readonly fits: (spec: WorkloadSpec, mesh: MeshSpec) => boolean;
}

export function placeOf(mesh: MeshSpec, { what, usual, fits }: Wanted): WorkloadSpec | undefined {
  const named = mesh.workloads.find(({ namespace, name }) => `${namespace}/${name}` === usual);
  if (named) return named;
  const loads = loadsByHost(mesh);
  const fitting = mesh.workloads
    .filter((spec) => fits(spec, mesh))
    .sort((one, other) => (loads.get(other.host) ?? 0) - (loads.get(one.host) ?? 0));
  const busy = fitting.filter(({ host }) => (loads.get(host) ?? 0) >= BUSY_ENOUGH);
  const from = busy.length > 0 ? busy : fitting.slice(0, 1);
  return from[Math.floor(uniform(mesh.seed, streamOf(`place of ${what}`), 0) * from.length)];
}

/** One of a few: the first, in a mesh that is written out. */
export function chosenNode({ nodes, seed }: MeshSpec, usual: string): string {
  if (nodes.length <= 3) return usual;
  return nodes[Math.floor(uniform(seed, streamOf("place of the neighbour"), 0) * nodes.length)] ?? usual;
}

export const CANARY: Wanted = {
  what: "canary",
  usual: "payments/payment-v2",
  fits: ({ role, version, name, app }) => role === "workload" && version === "v2" && name !== app,
};
export const DATABASE: Wanted = {
  what: "database",
  usual: "platform/orders-db",
  fits: ({ protocol, host }, mesh) => protocol === "tcp" && callersOf(mesh, host).length > 1,
};
export const STORM: Wanted = {
  what: "storm",
  usual: "shop/ratings",
  fits: ({ retries }) => retries !== undefined,
};
export const REPLICATED: Wanted = {
  what: "pod",
  usual: "shop/cart",
  fits: ({ role, replicas }) => role === "workload" && replicas > 2,
};
export const ROUTED: Wanted = { ...CANARY, what: "route" };
export const OUTSIDE: Wanted = {
  what: "outside",
  usual: "payments/bank-api",
  fits: ({ role }) => role === "external",
};
