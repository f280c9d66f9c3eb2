import { createIstioTelemetry, createPrometheusClient, type RequestLine } from "@fyr/prometheus";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { steadyCounter } from "../fixtures/open-metrics.ts";
import { type RunningPrometheus, startPrometheus } from "../fixtures/prometheus.ts";

const at = Date.UTC(2026, 0, 1) / 1000;
const span = { from: at - 3600, to: at, stepSeconds: 15 };
const range = { from: at - 1800, to: at, stepSeconds: 60, windowSeconds: 60 };

interface Call {
  readonly reporter: string;
  readonly from: string;
  readonly to: string;
  readonly code?: string;
}

function requests({ reporter, from, to, code = "200" }: Call, perSecond: number) {
  const labels = {
    reporter,
    source_workload: from,
    source_workload_namespace: "shop",
    source_cluster: "north",
    destination_workload: to,
    destination_workload_namespace: "shop",
    destination_cluster: "north",
    destination_service_name: to,
    destination_service_namespace: "shop",
    request_protocol: "http",
    response_code: code,
  };
  return steadyCounter("istio_requests_total", labels, perSecond, span);
}

let prometheus: RunningPrometheus;
let ranges = 0;
beforeAll(async () => {
  prometheus = await startPrometheus([
    ...["source", "destination"].map((reporter) => requests({ reporter, from: "ingress", to: "cart" }, 10)),
    ...["source", "destination"].map((reporter) => requests({ reporter, from: "cart", to: "price", code: "503" }, 2)),
    requests({ reporter: "source", from: "cart", to: "price" }, 6),
    requests({ reporter: "destination", from: "unknown", to: "price" }, 4),
    // Tried again until it went well: the caller sees no failure.
    requests({ reporter: "source", from: "cart", to: "stock" }, 5),
    requests({ reporter: "destination", from: "cart", to: "stock", code: "503" }, 5),
  ]);
});
afterAll(() => prometheus.stop());

const telemetry = () =>
  createIstioTelemetry(
    createPrometheusClient({
      url: prometheus.url,
      timeoutMs: 20_000,
      onRequest: ({ kind }) => {
        if (kind === "query_range") ranges++;
      },
    }),
  );

const inShort = ({ party, requestsPerSecond, errorRatio }: RequestLine) => ({
  workload: party.workload,
  rate: requestsPerSecond.map((value) => value?.toFixed(2)),
  errors: errorRatio.map((value) => value?.toFixed(3)),
});
const always = (value: string) => Array.from({ length: 31 }, () => value);

describe("lines of requests", () => {
  it("count each pair from one reporter, at every step", async () => {
    const { times, received } = await telemetry().requestLines({ senders: [] }, range);
    expect(times).toHaveLength(31);
    expect(received.map(inShort).sort((a, b) => ((a.workload ?? "") < (b.workload ?? "") ? -1 : 1))).toEqual([
      { workload: "cart", rate: always("10.00"), errors: always("0.000") },
      { workload: "price", rate: always("12.00"), errors: always("0.167") },
      { workload: "stock", rate: always("5.00"), errors: always("0.000") },
    ]);
  });

  it("are told of a whole mesh with how many edges failed, seen by their callers first", async () => {
    const { failingEdges } = await telemetry().series({ mesh: true }, range);
    expect(failingEdges).toEqual(Array.from({ length: 31 }, () => 1));
  });

  it("tell what those send who are named, in one query of the range more", async () => {
    const before = ranges;
    const { sent } = await telemetry().requestLines({ senders: ["ingress"] }, range);
    expect(sent.map(inShort)).toEqual([{ workload: "ingress", rate: always("10.00"), errors: always("0.000") }]);
    expect(ranges - before).toBe(2);
  });
});
