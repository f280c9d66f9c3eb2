import type { MeshSpec, WorkloadSpec } from "../../mesh/mesh-spec.ts";
import { firstTemplate, type PodTemplate, templateHash } from "../../mesh/pod-template.ts";
import type { ClusterObject } from "../../traffic/cluster-view.ts";

/** A workload's controller as it stands, and where and when it is looked at. */
export interface Controlled {
  readonly spec: WorkloadSpec;
  readonly mesh: MeshSpec;
  /** Which workload of the mesh: spreads pods over the nodes. */
  readonly nth: number;
  /** RFC 3339. */
  readonly at: string;
  readonly controller: ClusterObject;
}

interface ControllerFields {
  readonly spec?: { readonly replicas?: number; readonly template?: PodTemplate };
  readonly status?: { readonly replicas?: number };
}

/** More pods than this are not made of one workload. */
const MOST_PODS = 20;

/** What a controller asks for. */
export function wantedOf({ spec, mesh, controller }: Pick<Controlled, "spec" | "mesh" | "controller">) {
  const { spec: asked } = controller as ControllerFields;
  const template = asked?.template ?? firstTemplate(spec, mesh);
  return {
    replicas: Math.min(MOST_PODS, asked?.replicas ?? 1),
    template,
    hash: templateHash(spec, mesh, asked?.template),
  };
}

export const statusOf = (object: ClusterObject) => (object as ControllerFields).status;
