import type { MeshSpec } from "../mesh/mesh-spec.ts";
import { isVisible } from "../metrics/block.ts";
import { createStage } from "../scenarios/stage.ts";
import { createSimulation } from "../simulation.ts";
import type { ClusterView } from "../traffic/cluster-view.ts";

/** How many series the mesh has after some minutes of calm. */
export function countSeries(mesh: MeshSpec, cluster: ClusterView, seed: number): number {
  const unwatched = { list: cluster.list, subscribe: () => () => undefined };
  const stage = createStage(mesh, "calm", 0);
  const { registry, advanceTo } = createSimulation({ mesh, cluster: unwatched, stage, seed, start: 0 });
  advanceTo(600, 600);
  let series = 0;
  for (const block of registry.all()) if (isVisible(block)) series += block.shape.lines.length;
  return series;
}
