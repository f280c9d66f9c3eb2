import type { Reporter } from "@fyr/contract";
import { reportersInOrder } from "@fyr/topology";
import type { MatrixRow } from "../../answers.ts";
import { ztunnel } from "../edge-counters.ts";
import { proxyMark } from "../labels.ts";
import type { ConnectionMark } from "./failed-connections.ts";
import type { FailedMark, IsFailing } from "./failing-from.ts";
import { type Lines, linesOf, valueAt } from "./lines-by-reporter.ts";

/** Of a pair at one step: whether its connections fail, or do unless as many bytes go as usual. */
export type ConnectionVerdict = boolean | BytesTell;

export interface BytesTell {
  readonly reporter: Reporter;
  readonly bytesPerSecond: number;
}

/** What proxies of one kind tell of the connections of a pair. */
export interface ConnectionLines {
  readonly opened: Lines;
  readonly bytes: Lines;
  readonly broken: Lines;
  readonly failed: Lines;
}

/** `rows`: all that is told of the connections of one pair; `requests`: its own. */
export function connectionVerdicts(
  rows: readonly MatrixRow[],
  requests: Lines,
  times: readonly number[],
  isFailing: IsFailing,
): ConnectionVerdict[] {
  const of = (isZtunnel: boolean) =>
    connectionLines(
      rows.filter(({ metric }) => (metric[proxyMark] === ztunnel) === isZtunnel),
      times,
    );
  const [others, ztunnels] = [of(false), of(true)];
  return times.map((_, at) => {
    const asked = reportersInOrder.filter((reporter) => valueAt(requests, reporter, at) > 0);
    const connected = tellersAt(at, others);
    if (asked.length + connected.length === 0) return verdictAt(at, ztunnels, tellersAt(at, ztunnels)[0], isFailing);
    // Connections are below requests unless the same proxy saw both; what a ztunnel counts is below all.
    const reporter = connected.find((one) => asked.length === 0 || asked.includes(one));
    return verdictAt(at, others, reporter, isFailing);
  });
}

export function connectionLines(rows: readonly MatrixRow[], times: readonly number[]): ConnectionLines {
  const lines = (...marks: readonly (ConnectionMark | FailedMark)[]) => linesOf(rows, marks, times);
  return {
    opened: lines("opened"),
    bytes: lines("sent", "received"),
    broken: lines("broken"),
    failed: lines("failedConnections"),
  };
}

function tellersAt(at: number, { opened, bytes, failed }: ConnectionLines): Reporter[] {
  return reportersInOrder.filter((reporter) =>
    [opened, bytes, failed].some((lines) => valueAt(lines, reporter, at) > 0),
  );
}

function verdictAt(
  at: number,
  { opened, bytes, broken, failed }: ConnectionLines,
  reporter: Reporter | undefined,
  isFailing: IsFailing,
): ConnectionVerdict {
  if (reporter === undefined) return false;
  const lost = valueAt(failed, reporter, at);
  const all = Math.max(lost, valueAt(opened, reporter, at));
  if (!isFailing(lost, all)) return false;
  const isSure = isFailing(lost - valueAt(broken, reporter, at), all);
  return isSure || { reporter, bytesPerSecond: valueAt(bytes, reporter, at) };
}
