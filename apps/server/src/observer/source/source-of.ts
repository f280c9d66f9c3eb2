import type { Measured } from "@fyr/prometheus";
import { known, type PictureInput } from "@fyr/topology";

/** What a picture says of the series it was read from. What recording rules would save is told where there are none. */
export function sourceOf({
  source,
  seriesPerRow,
}: Pick<Measured, "source" | "seriesPerRow">): Pick<PictureInput, "source" | "seriesPerRow"> {
  return { ...known("source", source), ...known("seriesPerRow", source === "raw" ? seriesPerRow : undefined) };
}
