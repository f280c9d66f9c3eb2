import { type MeshSpec, type WorkloadSpec, workloadKey } from "../mesh/mesh-spec.ts";
import type { ClusterObject, ResourceName } from "../traffic/cluster-view.ts";
import { type MeshEffects, NO_EFFECTS, type WorkloadEffect } from "../traffic/effects.ts";
import type { Happening } from "./happening.ts";
import type { Truth } from "./truth.ts";

/** What a scenario does in one mesh. */
export interface Play {
  readonly truth: Truth;
  /** What it does when it is fully there. */
  readonly effects: MeshEffects;
  /** What can be seen coming so many seconds before the onset. */
  readonly before?: (seconds: number) => MeshEffects;
  /** What is done to the cluster, in order of time. */
  readonly happenings?: readonly Happening[];
  /** Whether somebody has mended it meanwhile, by what stands in the cluster; absent: nothing there can. */
  readonly isMended?: (look: Look) => boolean;
  /** Speeds, failures and what comes in wander, whatever the mesh. */
  readonly isNoisy?: true;
}

/** Finds an object of the cluster. */
type Look = (resource: ResourceName, namespace: string, name: string) => ClusterObject | undefined;

export type MakePlay = (mesh: MeshSpec) => Play;

/** Also of a mesh that has no place where a scenario could take place. */
export const NOTHING: Play = { truth: { words: "Nothing is the matter." }, effects: NO_EFFECTS };

export function atWorkload(spec: WorkloadSpec, effect: WorkloadEffect): MeshEffects {
  return { ...NO_EFFECTS, workloads: new Map([[workloadKey(spec), effect]]) };
}
