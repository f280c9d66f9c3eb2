import { isInMesh, type WorkloadSpec, workloadKey } from "../mesh/mesh-spec.ts";
import type { CompiledMesh, Way } from "../traffic/compile.ts";

export interface ReportingPod {
  readonly pod: string;
  readonly namespace: string;
}

/** The pods whose proxies report for a workload. */
export function podsOf(spec: WorkloadSpec, mesh: CompiledMesh): readonly ReportingPod[] {
  return (mesh.byKey.get(workloadKey(spec))?.pods ?? []).map(({ name }) => ({ pod: name, namespace: spec.namespace }));
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
