import type { Report } from "../metrics/request-reports.ts";
import { lostReport, reportsOf } from "../metrics/request-reports.ts";
import type { Answer } from "../traffic/answer.ts";
import type { RouteBranch } from "../traffic/route-branch.ts";
import type { PastTraffic } from "../traffic/traffic-record.ts";

/** Requests that one pod's proxy has to do with and counts in one way, per second. */
export interface Exchange {
  readonly id: string;
  readonly direction: "inbound" | "outbound";
  readonly parties: Report["parties"];
  readonly branch?: RouteBranch;
  readonly perSecond: number;
  /** Ratios sum to 1. */
  readonly answers: readonly Answer[];
}

/** What one pod takes in and sends, in the numbers its metrics have. */
export function exchangesOf({ traffic, mesh }: PastTraffic, pod: string): readonly Exchange[] {
  const found: Exchange[] = [];
  const add = (report: Report, branch?: RouteBranch) => {
    const { id, pods, parties, answers, perSecond } = report;
    const own = pods.find((one) => one.pod === pod);
    if (!own || perSecond <= 0) return;
    const share = own.weight / pods.reduce((sum, { weight }) => sum + weight, 0);
    const whole = answers.reduce((sum, { ratio }) => sum + ratio, 0);
    found.push({
      id,
      direction: parties.reporter === "destination" ? "inbound" : "outbound",
      parties,
      ...(branch && { branch }),
      perSecond: perSecond * share,
      answers: answers.map((answer) => ({ ...answer, ratio: answer.ratio / whole })),
    });
  };
  for (const way of traffic.ways) for (const report of reportsOf(way, mesh)) add(report, way.way.branch);
  for (const lost of traffic.lost) if (lost.source.spec.sidecar) add(lostReport(lost, mesh));
  return found;
}
