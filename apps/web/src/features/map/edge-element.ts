import type { EdgeId, NodeId, TopologyEdge } from "@fyr/contract";
import { inWords, rate } from "../../ui/format.ts";
import { changeOf } from "../../view/compared-picture.ts";
import type { LabelChoice } from "../../view/view-state.ts";
import { changeLabel } from "./change-label.ts";
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
  /** 0..1 of the requests; of TCP, of the connections. */
  readonly failingShare: number;
  /** Known to go without mTLS, all of it or a part. */
  readonly plaintext?: Plaintext;
  /** One sentence for who cannot see it. */
  readonly words: () => string;
}

export function edgeElement(
  edge: TopologyEdge,
  labels: LabelChoice,
  busy: boolean,
  names: ReadonlyMap<NodeId, string>,
): EdgeElement {
  const look = lookOf(edge);
  const compared = changeOf(edge);
  const label = compared === undefined ? labelOf(edge, labels, busy) : changeLabel(compared);
  // What is gone carries nothing now.
  const requestsPerSecond = compared?.change === "gone" ? undefined : edge.requestsPerSecond;
  const plaintext = plaintextOf(edge);
  // Thousands are made with every refresh: no spreading, and words when they are asked for.
  const element: { -readonly [Field in keyof EdgeElement]: EdgeElement[Field] } = {
    id: edge.id,
    source: edge.source,
    target: edge.target,
    look,
    width: widthOf(look, requestsPerSecond ?? 0),
    failingShare: edge.errorRatio ?? edge.failedConnectionRatio ?? 0,
    words: () => wordsOf(edge, label, names),
  };
  if (label !== undefined) element.label = label;
  if (requestsPerSecond !== undefined) element.requestsPerSecond = requestsPerSecond;
  if (plaintext !== undefined) element.plaintext = plaintext;
  return element;
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
