import type { HealthCause, TopologyEdge } from "@fyr/contract";
import { duration, inWords, rate, share, success } from "../../ui/format.ts";
import type { LabelChoice } from "../../view/view-state.ts";

/** What is written at an edge: one line, or two where it fails. */
export interface EdgeLabel {
  readonly tone: "failing" | "degraded" | "plain";
  readonly lines: readonly string[];
  /** The bare number of the first line, for where there is little room. */
  readonly brief?: string;
}

interface Said {
  readonly full: string;
  readonly brief?: string;
}

/** `busy`: among the few edges that carry most. Smart labels speak only of those and of what is not well. */
export function labelOf(edge: TopologyEdge, choice: LabelChoice, busy: boolean): EdgeLabel | undefined {
  if (choice === "none") return undefined;
  const tone = toneOf(edge);
  if (choice !== "smart") return labelWith(tone, chosenNumber(edge, choice));
  if (tone === "plain") return busy ? labelWith(tone, chosenNumber(edge, "rate")) : undefined;
  const worst = edge.health.causes.find((cause) => cause.status === tone) ?? edge.health.causes[0];
  const first = worst === undefined ? chosenNumber(edge, "success") : causeWords(edge, worst);
  // Beside the number of a part, a percentile of all together would be taken for its own.
  if (worst?.part !== undefined) return labelWith(tone, first, inAll(edge));
  const p99 = tone === "failing" && worst?.code !== "slow" ? chosenNumber(edge, "p99") : undefined;
  return labelWith(tone, first, p99);
}

function toneOf(edge: TopologyEdge): EdgeLabel["tone"] {
  const { status } = edge.health;
  return status === "failing" || status === "degraded" ? status : "plain";
}

function labelWith(tone: EdgeLabel["tone"], ...said: readonly (Said | undefined)[]): EdgeLabel | undefined {
  const [first, ...others] = said.filter((words) => words !== undefined);
  if (first === undefined) return undefined;
  const { full, brief } = first;
  return { tone, lines: [full, ...others.map((words) => words.full)], ...(brief === undefined ? {} : { brief }) };
}

/** By the edge's own numbers, as the problem list says it: a cause may still hold what it was judged by a look ago. */
function causeWords(edge: TopologyEdge, cause: HealthCause): Said | undefined {
  return cause.part === undefined ? ownWords(edge, cause) : partWords(cause.part, cause);
}

/** In the total a part with little traffic is not to be seen: "payment v2: 7.1 % errors". */
function partWords(part: string, { code, quantile = "p95", value, threshold }: HealthCause): Said {
  switch (code) {
    case "server-errors":
      return of(part, inWords(share(value)), "errors");
    case "client-errors":
      return of(part, inWords(share(value)), "refused");
    case "failed-connections":
      return of(part, inWords(share(value)), failedConnections);
    case "slow":
      return of(part, inWords(duration(value)), quantile);
    case "pods-not-ready":
      return of(part, `${value} of ${threshold}`, "pods");
  }
}

function inAll({ requestsPerSecond }: TopologyEdge): Said | undefined {
  return requestsPerSecond === undefined ? undefined : { full: `in ${rate(requestsPerSecond).value}/s` };
}

function of(part: string, brief: string, noun: string): Said {
  return { full: `${part}: ${brief} ${noun}`, brief };
}

function ownWords(edge: TopologyEdge, cause: HealthCause): Said | undefined {
  switch (cause.code) {
    case "server-errors":
      return counted(inWords(share(edge.errorRatio ?? cause.value)), "errors");
    case "client-errors":
      return counted(inWords(share(edge.clientErrorRatio ?? cause.value)), "refused");
    case "failed-connections":
      return counted(inWords(share(edge.failedConnectionRatio ?? cause.value)), failedConnections);
    case "slow":
      return chosenNumber(edge, "p95");
    case "pods-not-ready":
      return counted(`${cause.value} of ${cause.threshold}`, "pods");
  }
}

const failedConnections = "conn. fail";

function counted(brief: string, noun: string): Said {
  return { full: `${brief} ${noun}`, brief };
}

function chosenNumber(edge: TopologyEdge, choice: Exclude<LabelChoice, "smart" | "none">): Said | undefined {
  switch (choice) {
    case "rate":
      return edge.requestsPerSecond === undefined ? undefined : { full: `${rate(edge.requestsPerSecond).value}/s` };
    case "success":
      return edge.errorRatio === undefined ? undefined : { full: inWords(success(1 - edge.errorRatio)) };
    case "p50":
    case "p95":
    case "p99": {
      if (edge.latencyMs === undefined) return undefined;
      const brief = inWords(duration(edge.latencyMs[choice]));
      return { full: `${choice} ${brief}`, brief };
    }
  }
}
