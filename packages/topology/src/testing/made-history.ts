import type { HistoryRow, MeshHistory, RowOutcome } from "../investigate/history.ts";
import { known } from "../optional.ts";
import type { SampleKey } from "../samples.ts";
import { connectionRows, type MadeConnections } from "./made-connections.ts";
import { calledAs, inShop, minutes, none, over } from "./made-shop.ts";

/** Unix seconds. */
const historyEnd = 1_790_000_000;

export interface MadeCall {
  readonly from: string;
  /** A workload, or with a dot in its name a host outside. */
  readonly to: string;
  /** What Envoy calls where it sends what the mesh does not know. */
  readonly envoyCluster?: string;
  /** The service of the shop that is called, if it is not called as the workload is. */
  readonly service?: string;
  /** Its requests reach no workload of the service. */
  readonly inVain?: true;
  /** Of the callee, where it counts pod by pod. */
  readonly pod?: { readonly name: string; readonly host: string };
  /** The callee, if not said. */
  readonly reporter?: SampleKey["reporter"];
  /** Requests a second, by minutes before the end. */
  readonly requests: (ago: number) => number;
  /** 0..1. */
  readonly failing?: (ago: number) => number;
  readonly plaintext?: (ago: number) => number;
  /** Ms of a request. */
  readonly takes?: (ago: number) => number;
}

/** Workloads of namespace `shop` that call each other: three hours in bins of a minute. */
export function madeHistory(calls: readonly MadeCall[], connections: readonly MadeConnections[] = []): MeshHistory {
  const bins = Array.from({ length: minutes }, (_, at) => ({ at: historyEnd - (minutes - 1 - at) * 60, seconds: 60 }));
  return { bins, rows: [...calls.flatMap(rowsOf), ...connections.flatMap(connectionRows)], hosts: [], containers: [] };
}

function rowsOf(call: MadeCall): HistoryRow[] {
  const { from, to, pod, reporter = "destination", requests, failing = none, plaintext = none, takes = none } = call;
  const called = call.service === undefined ? calledAs(to) : { ...calledAs(call.service), ...inShop(to) };
  const { workload: _, app: __, ...service } = called;
  const destination = { ...(call.inVain ? service : called), ...known("service", call.envoyCluster) };
  const key = { reporter, protocol: "http", source: inShop(from), destination } as const;
  const outcomes: readonly (readonly [RowOutcome, (ago: number) => number])[] = [
    [{ code: "500", mtls: true }, (ago) => requests(ago) * failing(ago)],
    [{ code: "200", mtls: false }, (ago) => requests(ago) * plaintext(ago)],
    [{ code: "200", mtls: true }, (ago) => requests(ago) * (1 - failing(ago) - plaintext(ago))],
  ];
  const where = pod === undefined ? {} : { pod: pod.name, host: pod.host };
  return [
    ...outcomes.map(
      ([outcome, value]): HistoryRow => ({ key, ...where, measure: "requests", outcome, perSecond: over(value) }),
    ),
    { key, ...where, measure: "timed", perSecond: over(requests) },
    { key, ...where, measure: "time", perSecond: over((ago) => requests(ago) * takes(ago)) },
  ];
}
