import type { Config } from "../config.ts";
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

/** Which mesh the settings ask for. */
export function chooseMesh({ seed, generated, scenario }: Pick<Config, "seed" | "generated" | "scenario">): ChosenMesh {
  if (generated) {
    const name = `generated-${generated.workloads}-${generated.namespaces}-${seed}`;
    return { mesh: createGeneratedMesh({ ...generated, seed }), name, objectsFile: `objects-${name}.json` };
  }
  if (scenario === "ambient") {
    return { mesh: createAmbientMesh(seed), name: `ambient-${seed}`, objectsFile: "objects-ambient.json" };
  }
  return { mesh: createDefaultMesh(seed), name: `default-${seed}`, objectsFile: "objects.json" };
}
