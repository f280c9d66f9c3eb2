import type { TopologyEdge, TopologyNode } from "@fyr/contract";
import { inWords, share } from "../../../ui/format.ts";
import { badges, badgesOf } from "./badges.ts";
import { plaintextOf } from "./edge-looks.ts";
import type { Mark } from "./legend-marks.ts";
import { hasNoSidecar } from "./node-shapes.ts";

/** A mark and what it says of the very thing that wears it: for its tooltip, and for who cannot see it. */
export interface SaidMark {
  readonly mark: Mark;
  readonly words: string;
}

/** Border and badges; name and numbers speak for themselves. */
export function nodeMarks(node: TopologyNode): SaidMark[] {
  const worn = badgesOf(node).map((of): SaidMark => ({ mark: { kind: "badge", of }, words: badges[of].words }));
  if (!hasNoSidecar(node)) return worn;
  return [
    { mark: { kind: "border", of: "noSidecar" }, words: "no sidecar: only its callers see its traffic" },
    ...worn,
  ];
}

export function edgeMarks(edge: Pick<TopologyEdge, "flags" | "mtlsRatio">): SaidMark[] {
  const mark: Mark = { kind: "badge", of: "plaintext" };
  switch (plaintextOf(edge)) {
    case "all":
      return [{ mark, words: "plaintext: no mTLS" }];
    case "part": {
      const { mtlsRatio } = edge;
      const plain = mtlsRatio === undefined ? "partly" : inWords(share(1 - mtlsRatio));
      return [{ mark, words: `${plain} plaintext, the rest mTLS` }];
    }
    case undefined:
      return [];
  }
}

/** Of a line that stands for several calls. */
export function lineMarks(edges: readonly Pick<TopologyEdge, "flags">[]): SaidMark[] {
  const plain = edges.filter((edge) => plaintextOf(edge) !== undefined).length;
  if (plain === 0) return [];
  return [{ mark: { kind: "badge", of: "plaintext" }, words: `${plain} of ${edges.length} calls in plaintext` }];
}
