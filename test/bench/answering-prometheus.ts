// Answers a look's questions as Prometheus would, about a mesh of so many workloads. The first part of the path says how
// much of it moves from minute to minute: the numbers of every proxy at `/1`, of one in three at `/3`, of none at `/0`. A
// process of its own: writing answers is not to be measured.
import { createServer } from "node:http";
import { gzipSync } from "node:zlib";
import { meshSeries } from "./mesh-series.ts";

const workloads = Number(process.argv[2]);
const isWhole = workloads <= 1000;

interface Row {
  readonly labels: string;
  readonly le: string;
  readonly reporter: string;
  /** The number of the workload whose proxy counts it. */
  readonly proxy: number;
  perSecond: number;
}

const noProxy = (label: string) => !["__name__", "pod", "instance"].includes(label);

/** Rates added up by the labels that are `kept`. */
function rowsOf(metrics: Readonly<Record<string, string>>, isKept: (label: string) => boolean = noProxy): Row[] {
  const rows = new Map<string, Row>();
  for (const { labels, perSecond } of meshSeries({ workloads, namespaces: 25, pods: 1, isWhole })) {
    const mark = metrics[labels["__name__"] ?? ""];
    if (mark === undefined) continue;
    const kept = Object.entries({ ...labels, ...(mark === "" ? {} : { fyr_metric: mark }) })
      .filter(([name]) => isKept(name))
      .sort(([a], [b]) => (a < b ? -1 : 1));
    const text = JSON.stringify(Object.fromEntries(kept));
    const row = rows.get(text) ?? {
      labels: text,
      le: labels["le"] ?? "",
      reporter: labels["reporter"] ?? "",
      proxy: proxyOf(labels),
      perSecond: 0,
    };
    row.perSecond += perSecond;
    rows.set(text, row);
  }
  return [...rows.values()];
}

function proxyOf(labels: Readonly<Record<string, string>>): number {
  return Number(labels[`${labels["reporter"]}_workload`]?.split("-")[1]);
}

const durations = "istio_request_duration_milliseconds";
const outcome = ["response_code", "response_flags", "connection_security_policy"];
const answers = {
  requests: rowsOf({ istio_requests_total: "" }),
  sums: rowsOf(
    { [`${durations}_sum`]: "sum", [`${durations}_count`]: "count" },
    (label) => noProxy(label) && !outcome.includes(label),
  ),
};

const bucketsBy = new Map<string, Row[]>();

/** By the labels that the query adds up by. */
function bucketsFor(query: string): Row[] {
  const by = /sum by \(([^)]*)\)/.exec(query)?.[1] ?? "";
  const labels = new Set(by.split(", "));
  const rows = bucketsBy.get(by) ?? rowsOf({ [`${durations}_bucket`]: "" }, (label) => labels.has(label));
  bucketsBy.set(by, rows);
  return rows;
}

function rowsFor(query: string): readonly Row[] {
  if (query.includes("_bucket")) {
    if (query.includes("native")) return [];
    const spared = new Set(/le!~"([^"]*)"/.exec(query)?.[1]?.replaceAll("\\", "").split("|"));
    const asked = bucketsFor(query).filter(({ le }) => !spared.has(le));
    if (query.includes('reporter!="destination"')) return asked.filter(({ reporter }) => reporter !== "destination");
    return query.includes('reporter="destination"')
      ? asked.filter(({ reporter }) => reporter === "destination")
      : asked;
  }
  if (query.includes(durations)) return answers.sums;
  return query.includes("istio_requests_total") ? answers.requests : [];
}

/** When the numbers of a proxy last moved, in minutes. Series of one proxy move together, as they are scraped together. */
function lastMove(minute: number, proxy: number, oneIn: number): number {
  return oneIn === 0 ? 0 : minute - ((minute - proxy) % oneIn);
}

function answerTo(query: string, time: number, oneIn: number): string {
  const moved = ({ perSecond, proxy }: Row) =>
    perSecond * (1 + 0.1 * Math.sin(60 * lastMove(Math.floor(time / 60), proxy, oneIn)));
  const rows = rowsFor(query).map((row) => `{"metric":${row.labels},"value":[${time},"${moved(row)}"]}`);
  return `{"status":"success","data":{"resultType":"vector","result":[${rows.join(",")}]}}`;
}

const server = createServer(async (request, response) => {
  let form = "";
  for await (const piece of request) form += piece;
  const asked = new URLSearchParams(form);
  const oneIn = Number(request.url?.split("/")[1]);
  const text = answerTo(asked.get("query") ?? "", Number(asked.get("time")), oneIn);
  response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(text, { level: 1 }));
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.stdout.write(`${typeof address === "object" && address !== null ? address.port : 0}\n`);
});
