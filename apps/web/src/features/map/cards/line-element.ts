import type { NodeId, Topology } from "@fyr/contract";
import { duration, inWords, rate, success } from "../../../ui/format.ts";
import type { Line } from "../../../view/line.ts";
import { type LineSum, sumOf } from "../../../view/line-sum.ts";
import type { LabelChoice } from "../../../view/view-state.ts";
import { type EdgeElement, edgeElement } from "../edge-element.ts";
import { type EdgeLabel, labelOf } from "../edge-label.ts";
import { type EdgeLook, plaintextOfAll, widthOf } from "../marks/edge-looks.ts";
import { lineMarks } from "../marks/said-marks.ts";

/** A line of the map: one call as itself, several as their sum. */
export function lineElement(
  line: Line,
  labels: LabelChoice,
  busy: boolean,
  names: ReadonlyMap<NodeId, string>,
  rollups: Topology["rollups"],
): EdgeElement {
  const { id, source, target, edges } = line;
  const [first, ...others] = edges;
  if (first !== undefined && others.length === 0) return { ...edgeElement(first, labels, busy, names), source, target };
  const sum = sumOf(line, rollups);
  const look = lookOf(sum);
  const label = sumLabel(sum, labels, busy);
  const plaintext = plaintextOfAll(edges);
  return {
    id,
    source,
    target,
    calls: edges.map((edge) => edge.id),
    look,
    width: widthOf(look, sum.requestsPerSecond ?? 0),
    ...(label !== undefined && { label }),
    ...(sum.requestsPerSecond !== undefined && { requestsPerSecond: sum.requestsPerSecond }),
    failingShare: sum.errorRatio ?? 0,
    ...(plaintext !== undefined && { plaintext }),
    words: () =>
      [
        `${names.get(source) ?? "unknown"} to ${names.get(target) ?? "unknown"}`,
        sumInWords(sum),
        ...lineMarks(edges).map((said) => said.words),
      ].join(", "),
  };
}

function sumInWords(sum: LineSum): string {
  const well = sum.unwell === 0 ? `${sum.calls} calls` : `${sum.unwell} of ${sum.calls} calls not well`;
  return sum.requestsPerSecond === undefined ? `${well}, TCP` : `${well}, ${inWords(rate(sum.requestsPerSecond))}`;
}

function lookOf({ health, requestsPerSecond }: LineSum): EdgeLook {
  if (health !== "unknown") return health;
  return requestsPerSecond === undefined ? "tcp" : "unknown";
}

/** What is not well speaks of its worst call, and says of how many. */
function sumLabel(sum: LineSum, labels: LabelChoice, busy: boolean): EdgeLabel | undefined {
  const { worst, requestsPerSecond, errorRatio, latencyMs } = sum;
  if (labels === "smart" && worst !== undefined) {
    const label = labelOf(worst, labels, busy);
    return label && { ...label, lines: [...label.lines.slice(0, 1), `${sum.unwell} of ${sum.calls} calls`] };
  }
  const tone = sum.health === "failing" || sum.health === "degraded" ? sum.health : "plain";
  if (labels === "success" && errorRatio !== undefined) return { tone, lines: [inWords(success(1 - errorRatio))] };
  if ((labels === "p50" || labels === "p95" || labels === "p99") && latencyMs !== undefined) {
    return { tone, lines: [`${labels} ${inWords(duration(latencyMs[labels]))}`] };
  }
  if (requestsPerSecond === undefined || (labels !== "rate" && !(labels === "smart" && busy))) return undefined;
  return { tone, lines: [`${rate(requestsPerSecond).value}/s`] };
}
