import type { Topology } from "@fyr/contract";

/** The canvas. */
export function MeshMap(_: { topology: Topology }) {
  return null;
}
