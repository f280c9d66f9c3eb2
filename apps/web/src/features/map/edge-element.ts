import type { EdgeId, NodeId, TopologyEdge } from "@fyr/contract";
import { inWords, rate } from "../../ui/format.ts";
import type { LabelChoice } from "../../view/view-state.ts";
import type { EdgeLabel } from "./edge-label.ts";
import { labelOf } from "./edge-label.ts";
import { type EdgeLook, lookOf, type Plaintext, plaintextOf, widthOf } from "./marks/edge-looks.ts";
import { edgeMarks } from "./marks/said-marks.ts";

export interface EdgeElement {
  readonly id: EdgeId;
  readonly source: NodeId;
  readonly target: NodeId;
  /** Of a line: the calls it stands for. */
  readonly calls?: readonly EdgeId[];
  readonly look: EdgeLook;
  /** px at zoom 1. */
  readonly width: number;
  readonly label?: EdgeLabel;
  readonly requestsPerSecond?: number;
  /** 0..1 of the requests. */
  readonly failingShare: number;
  /** Known to go without mTLS, all of it or a part. */
  readonly plaintext?: Plaintext;
  readonly words: string;
}

export function edgeElement(
  edge: TopologyEdge,
  labels: LabelChoice,
  busy: boolean,
  names: ReadonlyMap<NodeId, string>,
): EdgeElement {
  const look = lookOf(edge);
  const label = labelOf(edge, labels, busy);
  const { requestsPerSecond } = edge;
  const plaintext = plaintextOf(edge);
  return {
    id: edge.id,
    source: edge.source,
    target: edge.target,
    look,
    width: widthOf(look, requestsPerSecond ?? 0),
    ...(label === undefined ? {} : { label }),
    ...(requestsPerSecond === undefined ? {} : { requestsPerSecond }),
    failingShare: edge.errorRatio ?? 0,
    ...(plaintext === undefined ? {} : { plaintext }),
    // Said of one edge at a time, where thousands are made with every refresh.
    get words() {
      return wordsOf(edge, label, names);
    },
  };
}

function wordsOf(edge: TopologyEdge, label: EdgeLabel | undefined, names: ReadonlyMap<NodeId, string>): string {
  const { source, target, requestsPerSecond } = edge;
  const said = label?.lines.join(", ") ?? (requestsPerSecond === undefined ? "TCP" : inWords(rate(requestsPerSecond)));
  return [
    `${names.get(source) ?? "unknown"} to ${names.get(target) ?? "unknown"}`,
    edge.health.status,
    said,
    ...edgeMarks(edge).map((mark) => mark.words),
  ].join(", ");
}
