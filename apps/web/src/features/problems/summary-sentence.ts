import type { HealthStatus, Topology } from "@fyr/contract";
import { moment } from "../../ui/clock.ts";
import { windowName } from "../../ui/format.ts";

export interface Summary {
  readonly status: HealthStatus;
  /** What is wrong, set strong: "1 edge failing". Empty when all is well. */
  readonly wrong: string;
  readonly rest: string;
}

/** The mesh in one sentence: "1 edge failing since 03:02, 1 slow. 27 of 29 workloads are well." */
export function summaryOf(topology: Topology): Summary {
  const { totals, problems } = topology;
  const failing = problems.filter(({ status }) => status === "failing");
  const degraded = problems.filter(({ status }) => status === "degraded");
  if (totals.edges === 0) {
    return { status: "unknown", wrong: "", rest: `No traffic in the last ${windowName(topology.windowSeconds)}.` };
  }
  const well = wellWords(totals);
  if (failing.length === 0 && degraded.length === 0) {
    const judged = totals.workloads > totals.workloadsUnknown;
    return { status: judged ? "healthy" : "unknown", wrong: "", rest: well };
  }
  const first = failing.length > 0 ? failing : degraded;
  const slow = degraded.filter(({ kind }) => kind === "slow").length;
  const also = failing.length === 0 ? [] : listed(slow, degraded.length - slow);
  return {
    status: failing.length > 0 ? "failing" : "degraded",
    wrong: `${counted(first)} ${failing.length > 0 ? "failing" : allSlow(slow, degraded.length)}`,
    rest: `${sinceWords(first, topology.at)}${also.map((words) => `, ${words}`).join("")}. ${well}`,
  };
}

function counted(problems: Topology["problems"]): string {
  const edges = new Set(problems.filter(({ subject }) => subject.type === "edge").map(({ subject }) => subject.id))
    .size;
  const nodes = new Set(problems.filter(({ subject }) => subject.type === "node").map(({ subject }) => subject.id))
    .size;
  const words = [];
  if (edges > 0) words.push(edges === 1 ? "1 edge" : `${edges} edges`);
  if (nodes > 0) words.push(nodes === 1 ? "1 workload" : `${nodes} workloads`);
  return words.join(" and ");
}

function allSlow(slow: number, all: number): string {
  return slow === all ? "slow" : "degraded";
}

function listed(slow: number, others: number): readonly string[] {
  return [...(slow > 0 ? [`${slow} slow`] : []), ...(others > 0 ? [`${others} degraded`] : [])];
}

function sinceWords(problems: Topology["problems"], now: string): string {
  const times = problems.flatMap(({ since }) => since ?? []).sort();
  return times[0] === undefined ? "" : ` since ${moment(times[0], now)}`;
}

/** Who cannot be judged is neither well nor unwell: the count leaves them out, and says that it does. */
function wellWords({ workloads, workloadsHealthy, workloadsUnknown }: Topology["totals"]): string {
  const judged = workloads - workloadsUnknown;
  if (judged === 0) return "No workload carries requests to judge.";
  const which = workloadsUnknown === 0 ? "" : " that can be judged";
  const who =
    workloadsHealthy === judged ? (judged === 1 ? "The one" : `All ${judged}`) : `${workloadsHealthy} of ${judged}`;
  const one = workloadsHealthy === judged && judged === 1;
  return `${who} ${one ? "workload" : "workloads"}${which} ${one ? "is" : "are"} well.`;
}
