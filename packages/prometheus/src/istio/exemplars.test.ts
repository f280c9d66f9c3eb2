import { describe, expect, it } from "vitest";
import type { ExemplarRow } from "../answers.ts";
import type { PrometheusClient } from "../client.ts";
import { createWriter, plainDialect } from "../dialect.ts";
import { PrometheusError } from "../prometheus-error.ts";
import type { PromQl } from "../promql.ts";
import { type ExemplarSubject, readTracedRequests } from "./exemplars.ts";

const span = { from: 1000, to: 2800 };
const cart = { namespace: "shop", workload: "cart" };
const ofCart: ExemplarSubject = { requests: { parties: [cart] }, services: [] };
const id = (nth: number) => nth.toString(16).padStart(32, "0");
const traced = (nth: number, at: number, ms: number) => ({ labels: { trace_id: id(nth) }, value: ms, at });
const row = (metric: Record<string, string>, ...exemplars: ExemplarRow["exemplars"]): ExemplarRow => ({
  metric: { reporter: "source", source_workload: "web", destination_workload: "cart", ...metric },
  exemplars,
});

/** What is read of these rows, and the question they were asked for with. */
async function readOf(rows: readonly ExemplarRow[], subject = ofCart, asOf = span) {
  const asked: string[] = [];
  const write = createWriter(plainDialect);
  const client = {
    queryExemplars: async (query: PromQl) => {
      asked.push(write(query));
      return { rows, warnings: [] };
    },
  } as unknown as PrometheusClient;
  return { asked, ...(await readTracedRequests(client, subject, asOf)) };
}

function refusing(error: Error): PrometheusClient {
  return { queryExemplars: () => Promise.reject(error) } as unknown as PrometheusClient;
}

describe("traced requests", () => {
  it("are told with time, duration and whether they failed, in the order of time", async () => {
    const found = await readOf([
      row({ response_code: "503" }, traced(1, 2000, 40)),
      row({ response_code: "200" }, traced(2, 1500, 4)),
      row({}, traced(3, 1600, 5)),
    ]);
    expect(found.exemplars).toEqual([
      { traceId: id(2), at: 1500, durationMs: 4, failed: false },
      { traceId: id(3), at: 1600, durationMs: 5 },
      { traceId: id(1), at: 2000, durationMs: 40, failed: true },
    ]);
    expect(found.found).toBe(3);
  });

  it("of a pair that both sides tell of are as its caller tells them", async () => {
    const { exemplars } = await readOf([
      row({ reporter: "destination" }, traced(1, 1500, 3), traced(2, 1501, 3)),
      row({}, traced(1, 1500, 5)),
      row({ source_workload: "old", reporter: "destination" }, traced(4, 1502, 7)),
    ]);
    expect(exemplars.map(({ traceId, durationMs }) => [traceId, durationMs])).toEqual([
      [id(1), 5],
      [id(4), 7],
    ]);
  });

  it("have one mark a trace, its slowest", async () => {
    const { exemplars, found } = await readOf([row({}, traced(1, 1500, 5), traced(1, 1520, 90))]);
    expect(exemplars).toEqual([{ traceId: id(1), at: 1520, durationMs: 90 }]);
    expect(found).toBe(1);
  });

  it("leave out what has no trace's id, and what was before or after", async () => {
    const strange = (labels: Record<string, string>) => ({ labels, value: 1, at: 1500 });
    const { exemplars } = await readOf([
      row({}, strange({}), strange({ trace_id: "../etc" }), strange({ span_id: "ab".repeat(8) })),
      row({}, traced(1, 999, 1), traced(2, 2801, 1), strange({ traceID: "AB".repeat(8) })),
    ]);
    expect(exemplars.map(({ traceId }) => traceId)).toEqual(["AB".repeat(8)]);
  });

  it("are at most 200, the slowest of each part of the time, and all are counted", async () => {
    const many = Array.from({ length: 3600 }, (_, nth) => traced(nth, 1000 + nth / 2, nth % 90));
    const { exemplars, found } = await readOf([row({}, ...many)]);
    expect(found).toBe(3600);
    expect(exemplars.length).toBeGreaterThan(190);
    expect(exemplars.length).toBeLessThanOrEqual(200);
    const whole = exemplars.filter(({ at }) => at > 1047 && at < 2753);
    expect(Math.min(...whole.map(({ durationMs }) => durationMs))).toBe(85);
    expect(exemplars[0]?.at).toBeLessThan(1045);
    expect(exemplars.at(-1)?.at).toBeGreaterThan(2755);
  });

  it("are the same ones a little later, but for the ends", async () => {
    const many = Array.from({ length: 3600 }, (_, nth) => traced(nth, 1000 + nth / 2, (nth * 37) % 89));
    const inside = async (seconds: number) => {
      const asOf = { from: span.from + seconds, to: span.to + seconds };
      const { exemplars } = await readOf([row({}, ...many)], ofCart, asOf);
      return exemplars.map(({ traceId, at }) => (at > 1060 && at < 2740 ? traceId : undefined));
    };
    expect(new Set(await inside(5))).toEqual(new Set(await inside(0)));
  });

  it("are asked for in one question, those that were counted of spans as well", async () => {
    const { asked } = await readOf([], {
      requests: { parties: [cart] },
      services: [{ callee: "cart.shop" }, { caller: "web.shop", callee: "cart.shop" }],
    });
    expect(asked).toHaveLength(1);
    expect(asked[0]).toContain(
      '{__name__=~"istio_request_duration_milliseconds_bucket|istio_request_duration_milliseconds",',
    );
    expect(asked[0]).toContain('traces_spanmetrics_latency_bucket{service="cart.shop",span_kind="SPAN_KIND_SERVER"}');
    expect(asked[0]).toContain(
      'traces_service_graph_request_client_seconds_bucket{client="web.shop",server="cart.shop"}',
    );
  });

  it("that spans were counted for took seconds there", async () => {
    const ofSpans = (more: Record<string, string>, nth: number) => ({
      metric: { service: "cart.shop", ...more },
      exemplars: [traced(nth, 1500 + nth, 0.25)],
    });
    const { exemplars } = await readOf([ofSpans({ status_code: "STATUS_CODE_ERROR" }, 1), ofSpans({}, 2)]);
    expect(exemplars).toEqual([
      { traceId: id(1), at: 1501, durationMs: 250, failed: true },
      { traceId: id(2), at: 1502, durationMs: 250 },
    ]);
  });

  it("are none, and nobody is asked, of what is nothing", async () => {
    expect(await readOf([], { requests: { parties: [] }, services: [] })).toEqual({
      asked: [],
      exemplars: [],
      found: 0,
    });
  });

  it.each([
    new PrometheusError("prometheus_rejected", "refused"),
    new PrometheusError("prometheus_unavailable", "nothing there", { isMissing: true }),
  ])("are none where nobody keeps any: $message", async (error) => {
    expect(await readTracedRequests(refusing(error), ofCart, span)).toEqual({ exemplars: [], found: 0 });
  });

  it("are not told to be none where nobody answers", async () => {
    const gone = new PrometheusError("prometheus_unavailable", "no answer");
    await expect(readTracedRequests(refusing(gone), ofCart, span)).rejects.toBe(gone);
  });
});
