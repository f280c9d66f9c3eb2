import { podName } from "../mesh/pod-object.ts";
import { templateHash } from "../mesh/pod-template.ts";
import { type ClusterObject, RESOURCES } from "../traffic/cluster-view.ts";
import { type MeshEffects, NO_EFFECTS, type PodEffect } from "../traffic/effects.ts";
import { placeOf, REPLICATED } from "./places.ts";
import { type MakePlay, NOTHING } from "./play.ts";
import { atOrigin } from "./truth.ts";

/** How long before the onset memory begins to fill, s. */
const LEAK_SECONDS = 35 * 60;

/** One pod of several is killed for its memory, comes back without its cache, and answers badly from then on. */
export const badPod: MakePlay = (mesh) => {
  const spec = placeOf(mesh, REPLICATED);
  if (!spec) return NOTHING;
  const { namespace, app } = spec;
  const name = podName(spec, mesh.seed, { index: spec.replicas - 1, hash: templateHash(spec, mesh, undefined) });
  const atPod = (effect: PodEffect): MeshEffects => ({ ...NO_EFFECTS, pods: new Map([[name, effect]]) });
  return {
    truth: {
      words: `One of ${spec.replicas} pods of ${spec.name} fails a third of its requests and is slow since it was killed for its memory.`,
      ...atOrigin(mesh, spec, [name]),
      cause: { kind: "pod-restart", object: { kind: "Pod", namespace, name }, by: "kubelet", afterOnset: -4 },
    },
    happenings: [{ kind: "restart", afterOnset: -4, namespace, name, container: app, reason: "OOMKilled" }],
    // A pod that is made again has its cache filled before it is ready.
    isMended: (look) => restartsOf(look(RESOURCES.pods, namespace, name)) === 0,
    before: (seconds) => atPod({ memory: Math.min(0.99, 0.99 - (0.6 * seconds) / LEAK_SECONDS) }),
    effects: atPod({ failing: 0.34, slow: [{ share: 0.4, ms: 900, sigma: 0.5 }], memory: 0.55 }),
  };
};

function restartsOf(pod: ClusterObject | undefined): number {
  const { containerStatuses = [] } = (pod?.["status"] ?? {}) as {
    readonly containerStatuses?: readonly { readonly restartCount?: number }[];
  };
  return containerStatuses.reduce((sum, { restartCount = 0 }) => sum + restartCount, 0);
}
