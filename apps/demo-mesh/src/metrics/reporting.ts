import { streamOf, uniform } from "../mesh/chance.ts";
import { isInMesh, type WorkloadSpec, workloadKey } from "../mesh/mesh-spec.ts";
import type { CompiledMesh, Way } from "../traffic/compile.ts";

export interface ReportingPod {
  readonly pod: string;
  readonly namespace: string;
  readonly node: string;
  /** How much of the work it takes, beside the others: no two get exactly the same. */
  readonly weight: number;
}

/** By how much one pod may get more than another. */
const UNEVEN = 0.05;

/** The pods whose proxies report for a workload. */
export function podsOf(spec: WorkloadSpec, mesh: CompiledMesh): readonly ReportingPod[] {
  return (mesh.byKey.get(workloadKey(spec))?.pods ?? []).map(({ name, node }) => ({
    pod: name,
    namespace: spec.namespace,
    node,
    weight: 1 + UNEVEN * uniform(0, streamOf(name), 0),
  }));
}

/** A peer outside the mesh does not say who it is. */
export function seenSource({ source }: Way): WorkloadSpec | undefined {
  return source && isInMesh(source) ? source : undefined;
}

/** The waypoint a way leads through: callers with a sidecar pass it by. */
export function waypointOf({ source, target }: Way, { stations }: CompiledMesh): WorkloadSpec | undefined {
  if (source?.ambient === undefined || target.ambient !== "waypoint") return undefined;
  return stations.find(({ spec }) => spec.role === "waypoint" && spec.namespace === target.namespace)?.spec;
}
