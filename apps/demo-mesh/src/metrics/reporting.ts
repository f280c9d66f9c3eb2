import { type WorkloadSpec, workloadKey } from "../mesh/mesh-spec.ts";
import type { CompiledMesh, Way } from "../traffic/compile.ts";

export interface ReportingPod {
  readonly pod: string;
  readonly namespace: string;
}

/** The pods whose proxies report for a workload. */
export function podsOf(spec: WorkloadSpec, mesh: CompiledMesh): readonly ReportingPod[] {
  return (mesh.byKey.get(workloadKey(spec))?.pods ?? []).map(({ name }) => ({ pod: name, namespace: spec.namespace }));
}

/** A peer without a sidecar does not say who it is. */
export function seenSource({ source }: Way): WorkloadSpec | undefined {
  return source?.sidecar ? source : undefined;
}
