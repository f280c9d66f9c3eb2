import { serviceHost, workloadKey } from "../mesh/mesh-spec.ts";
import { NO_EFFECTS } from "../traffic/effects.ts";
import { chosenNode } from "./places.ts";
import { atWorkload, type MakePlay, NOTHING } from "./play.ts";
import { atNode, atOrigin } from "./truth.ts";

/** A third of a node's CPU time goes to somebody else's machine on the same host. */
export const noisyNeighbour: MakePlay = (mesh) => {
  const node = chosenNode(mesh, "node-b");
  return {
    truth: atNode(node, `Somebody else's machine takes a third of ${node}'s CPU time.`),
    effects: { ...NO_EFFECTS, steal: new Map([[node, mesh.isNoisy ? 0.45 : 0.35]]) },
  };
};

export const plaintextCaller: MakePlay = () => ({
  truth: { words: "Something without a sidecar calls billing in plaintext." },
  effects: {
    ...NO_EFFECTS,
    plaintextCallers: [{ host: serviceHost("payments", "billing"), perSecond: 11 }],
  },
});

export const ambient: MakePlay = ({ workloads }) => ({
  truth: {
    words: workloads.some(({ ambient: kind }) => kind)
      ? "Nothing is the matter. payments has a waypoint; platform has ztunnel alone."
      : "Nothing is the matter: ambient takes a mesh that was started with it.",
  },
  effects: NO_EFFECTS,
});

/** Two that ambient captures without a waypoint: between them there are connections, and no requests for anybody to count. */
export const ambientRefused: MakePlay = (mesh) => {
  const audit = mesh.workloads.find((spec) => workloadKey(spec) === "platform/audit" && spec.ambient === "ztunnel");
  if (!audit) return NOTHING;
  return {
    truth: { words: "audit, which ztunnel alone knows, refuses most connections.", ...atOrigin(mesh, audit) },
    effects: atWorkload(audit, { refused: 0.7 }),
  };
};
