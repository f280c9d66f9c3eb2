import type { HealthCause, TopologyEdge } from "@fyr/contract";
import { duration, inWords, rate, share, success } from "../../ui/format.ts";
import type { LabelChoice } from "../../view/view-state.ts";

/** What is written at an edge: one line, or two where it fails. */
export interface EdgeLabel {
  readonly tone: "failing" | "degraded" | "plain";
  readonly lines: readonly string[];
}

/** `busy`: among the few edges that carry most. Smart labels speak only of those and of what is not well. */
export function labelOf(edge: TopologyEdge, choice: LabelChoice, busy: boolean): EdgeLabel | undefined {
  if (choice === "none") return undefined;
  if (choice === "smart") return smartLabel(edge, busy);
  const words = chosenNumber(edge, choice);
  return words === undefined ? undefined : { tone: toneOf(edge), lines: [words] };
}

function toneOf(edge: TopologyEdge): EdgeLabel["tone"] {
  const { status } = edge.health;
  return status === "failing" || status === "degraded" ? status : "plain";
}

function smartLabel(edge: TopologyEdge, busy: boolean): EdgeLabel | undefined {
  const tone = toneOf(edge);
  const worst = edge.health.causes.find((cause) => cause.status === tone) ?? edge.health.causes[0];
  if (tone === "plain") {
    const words = busy ? chosenNumber(edge, "rate") : undefined;
    return words === undefined ? undefined : { tone, lines: [words] };
  }
  const first = worst === undefined ? chosenNumber(edge, "success") : causeWords(edge, worst);
  const p99 = tone === "failing" && worst?.code !== "slow" ? chosenNumber(edge, "p99") : undefined;
  const lines = [first, p99].filter((line) => line !== undefined);
  return lines.length === 0 ? undefined : { tone, lines };
}

/** By the edge's own numbers, as the problem list says it: a cause may still hold what it was judged by a look ago. */
function causeWords(edge: TopologyEdge, cause: HealthCause): string | undefined {
  switch (cause.code) {
    case "server-errors":
      return `${inWords(share(edge.errorRatio ?? cause.value))} errors`;
    case "client-errors":
      return `${inWords(share(edge.clientErrorRatio ?? cause.value))} refused`;
    case "slow":
      return chosenNumber(edge, "p95");
    case "pods-not-ready":
      return `${cause.value} of ${cause.threshold} pods`;
  }
}

function chosenNumber(edge: TopologyEdge, choice: Exclude<LabelChoice, "smart" | "none">): string | undefined {
  switch (choice) {
    case "rate":
      return edge.requestsPerSecond === undefined ? undefined : `${rate(edge.requestsPerSecond).value}/s`;
    case "success":
      return edge.errorRatio === undefined ? undefined : inWords(success(1 - edge.errorRatio));
    case "p50":
    case "p95":
    case "p99":
      return edge.latencyMs === undefined ? undefined : `${choice} ${inWords(duration(edge.latencyMs[choice]))}`;
  }
}
