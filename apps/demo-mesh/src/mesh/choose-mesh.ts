import type { Config } from "../config.ts";
import { NEWEST_ISTIO } from "../istio-version.ts";
import { createAmbientMesh } from "./ambient-mesh.ts";
import { createDefaultMesh } from "./default-mesh.ts";
import { createGeneratedMesh } from "./generated-mesh.ts";
import type { MeshSpec } from "./mesh-spec.ts";

export interface ChosenMesh {
  readonly mesh: MeshSpec;
  /** The same for the same mesh: what was saved under another name does not fit it. */
  readonly name: string;
  /** Name of the file its objects are kept in. */
  readonly objectsFile: string;
}

type Wishes = Pick<Config, "seed" | "generated" | "scenario"> & Partial<Pick<Config, "istioVersion">>;

/** Counted up when workloads or first-day objects change: objects and counters of an older demo do not fit. */
const EDITION = 3;

/** Which mesh the settings ask for. */
export function chooseMesh(wishes: Wishes): ChosenMesh {
  const { istioVersion = NEWEST_ISTIO, seed } = wishes;
  const { mesh, kind } = meshOf(wishes);
  const name = `${kind}-${seed}-${EDITION}`;
  const other = istioVersion === NEWEST_ISTIO ? "" : `-istio-${istioVersion}`;
  return { mesh: { ...mesh, istioVersion }, name, objectsFile: `objects-${name}${other}.json` };
}

function meshOf({ seed, generated, scenario }: Wishes): { readonly mesh: MeshSpec; readonly kind: string } {
  if (generated) {
    const { workloads, namespaces } = generated;
    return { mesh: createGeneratedMesh({ ...generated, seed }), kind: `generated-${workloads}-${namespaces}` };
  }
  if (scenario === "ambient" || scenario === "ambient-refused")
    return { mesh: createAmbientMesh(seed), kind: "ambient" };
  return { mesh: createDefaultMesh(seed), kind: "default" };
}
