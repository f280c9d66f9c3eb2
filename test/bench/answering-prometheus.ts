// Answers a look's questions as Prometheus would, about a mesh of so many workloads whose every number moves. A process of
// its own: writing answers is not to be measured.
import { createServer } from "node:http";
import { gzipSync } from "node:zlib";
import { meshSeries } from "./mesh-series.ts";

const workloads = Number(process.argv[2]);
const isWhole = workloads <= 1000;

interface Row {
  readonly labels: string;
  readonly le: string;
  readonly reporter: string;
  perSecond: number;
}

/** Rates added up by all labels but those of single proxies and `alsoWithout`. */
function rowsOf(metrics: Readonly<Record<string, string>>, alsoWithout: readonly string[] = []): Row[] {
  const rows = new Map<string, Row>();
  const dropped = new Set(["__name__", "pod", "instance", ...alsoWithout]);
  for (const { labels, perSecond } of meshSeries({ workloads, namespaces: 25, pods: 1, isWhole })) {
    const mark = metrics[labels["__name__"] ?? ""];
    if (mark === undefined) continue;
    const kept = Object.entries({ ...labels, ...(mark === "" ? {} : { fyr_metric: mark }) })
      .filter(([name]) => !dropped.has(name))
      .sort(([a], [b]) => (a < b ? -1 : 1));
    const text = JSON.stringify(Object.fromEntries(kept));
    const row = rows.get(text) ?? {
      labels: text,
      le: labels["le"] ?? "",
      reporter: labels["reporter"] ?? "",
      perSecond: 0,
    };
    row.perSecond += perSecond;
    rows.set(text, row);
  }
  return [...rows.values()];
}

const durations = "istio_request_duration_milliseconds";
const outcome = ["response_code", "response_flags", "connection_security_policy"];
const answers = {
  requests: rowsOf({ istio_requests_total: "" }),
  buckets: rowsOf({ [`${durations}_bucket`]: "" }, outcome),
  sums: rowsOf({ [`${durations}_sum`]: "sum", [`${durations}_count`]: "count" }, outcome),
};

function rowsFor(query: string): readonly Row[] {
  if (query.includes("_bucket")) {
    if (query.includes("native")) return [];
    const spared = new Set(/le!~"([^"]*)"/.exec(query)?.[1]?.replaceAll("\\", "").split("|"));
    const asked = answers.buckets.filter(({ le }) => !spared.has(le));
    if (query.includes('reporter!="destination"')) return asked.filter(({ reporter }) => reporter !== "destination");
    return query.includes('reporter="destination"')
      ? asked.filter(({ reporter }) => reporter === "destination")
      : asked;
  }
  if (query.includes(durations)) return answers.sums;
  return query.includes("istio_requests_total") ? answers.requests : [];
}

/** Buckets of one histogram move together. */
function answerTo(query: string, time: number): string {
  const moved = (value: number) => value * (1 + 0.1 * Math.sin(time));
  const rows = rowsFor(query).map(
    ({ labels, perSecond }) => `{"metric":${labels},"value":[${time},"${moved(perSecond)}"]}`,
  );
  return `{"status":"success","data":{"resultType":"vector","result":[${rows.join(",")}]}}`;
}

const server = createServer(async (request, response) => {
  let form = "";
  for await (const piece of request) form += piece;
  const asked = new URLSearchParams(form);
  const text = answerTo(asked.get("query") ?? "", Number(asked.get("time")));
  response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(text, { level: 1 }));
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.stdout.write(`${typeof address === "object" && address !== null ? address.port : 0}\n`);
});
