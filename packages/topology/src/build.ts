import type { Topology } from "@fyr/contract";
import type { Picture, PictureInput } from "./picture.ts";

/** Samples in, the whole picture out. Pure: the same input gives the same picture, whatever the order of samples. */
export function buildPicture(_input: PictureInput): Picture {
  throw new Error("not built yet");
}

/** The picture without what it was measured by. */
export function buildTopology(input: PictureInput): Topology {
  return buildPicture(input).topology;
}
