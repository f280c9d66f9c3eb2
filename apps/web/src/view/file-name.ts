import type { Topology } from "@fyr/contract";

/** "fyr-demo-north-2026-11-20T03-14-20Z-edges": the cluster, the moment and what it is, for any file system; no ending. */
export function fileNameOf({ clusters, at }: Pick<Topology, "clusters" | "at">, what: string): string {
  const where = clusters.length > 3 ? [`${clusters.length}-clusters`] : clusters;
  const moment = new Date(at)
    .toISOString()
    .replace(/\.\d+Z$/, "Z")
    .replaceAll(":", "-");
  return ["fyr", ...where, moment, what]
    .map(plain)
    .filter((part) => part !== "")
    .join("-");
}

function plain(part: string): string {
  return part.replace(/[^\w.-]+/g, "_").slice(0, 60);
}
