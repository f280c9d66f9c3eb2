import type { Picture, UsualPicture } from "@fyr/topology";

/** `measured`, but what is unwell in `picture` keeps what is known of when it was well. */
export function keepOfUnwell(
  known: UsualPicture,
  measured: UsualPicture,
  { unwellFrom }: Pick<Picture, "unwellFrom">,
): UsualPicture {
  const isUnwell = ([id]: readonly [string, unknown]) => unwellFrom.has(id);
  return {
    edges: new Map([...measured.edges, ...[...known.edges].filter(isUnwell)]),
    nodes: new Map([...measured.nodes, ...[...known.nodes].filter(isUnwell)]),
  };
}
