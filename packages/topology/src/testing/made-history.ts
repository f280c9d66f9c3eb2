import type { HistoryRow, MeshHistory, RowOutcome } from "../investigate/history.ts";

/** Unix seconds. */
const historyEnd = 1_790_000_000;
const minutes = 180;

export interface MadeCall {
  readonly from: string;
  readonly to: string;
  /** Of the callee, where it counts pod by pod. */
  readonly pod?: { readonly name: string; readonly host: string };
  /** Requests a second, by minutes before the end. */
  readonly requests: (ago: number) => number;
  /** 0..1. */
  readonly failing?: (ago: number) => number;
  readonly plaintext?: (ago: number) => number;
  /** Ms of a request. */
  readonly takes?: (ago: number) => number;
}

/** Workloads of namespace `shop` that call each other, as callees count it: three hours in bins of a minute. */
export function madeHistory(calls: readonly MadeCall[]): MeshHistory {
  const bins = Array.from({ length: minutes }, (_, at) => ({ at: historyEnd - (minutes - 1 - at) * 60, seconds: 60 }));
  return { bins, rows: calls.flatMap((call) => rowsOf(call)), hosts: [], containers: [] };
}

function rowsOf({ from, to, pod, requests, failing = none, plaintext = none, takes = none }: MadeCall): HistoryRow[] {
  const inShop = (name: string) => ({ cluster: "one", namespace: "shop", workload: name, app: name });
  const key = {
    reporter: "destination",
    protocol: "http",
    source: inShop(from),
    destination: { ...inShop(to), service: to, serviceNamespace: "shop", serviceHost: `${to}.shop.svc.cluster.local` },
  } as const;
  const over = (value: (ago: number) => number) =>
    Float64Array.from({ length: minutes }, (_, at) => value(minutes - 1 - at));
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

function none(): number {
  return 0;
}
