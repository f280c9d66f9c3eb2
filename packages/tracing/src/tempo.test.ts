import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTempo, traceQl } from "./tempo.ts";
import { type CannedTracing, cannedTracing, json } from "./testing/canned-tracing.ts";
import type { WantedCalls } from "./tracing.ts";

let there: CannedTracing;
beforeAll(async () => {
  there = await cannedTracing();
});
afterAll(() => there.close());

const signal = new AbortController().signal;
const everybody = () => true;
const tempo = () => createTempo({ url: there.url, link: "https://grafana.example", timeoutMs: 60_000 });
const checkout = { app: "checkout", namespace: "checkout" };
const payment = { app: "payment", namespace: "payments", version: "v2" };
const span = { from: 1000, to: 1600, kind: "any", most: 20 } as const;
const wanted: WantedCalls = { caller: checkout, callee: payment, ...span };

describe("what is asked of Tempo", () => {
  it.each([
    [
      wanted,
      '{ (resource.service.name = "checkout.checkout" || resource.service.name = "checkout") } > { (resource.service.name = "payment.payments" || resource.service.name = "payment") && span.istio.canonical_revision = "v2" }',
    ],
    [
      { ...span, callee: checkout, kind: "failing" },
      '{ (resource.service.name = "checkout.checkout" || resource.service.name = "checkout") && status = error }',
    ],
    [
      { ...span, caller: checkout, host: "api.example.com", kind: "slow", minMs: 300 },
      '{ (resource.service.name = "checkout.checkout" || resource.service.name = "checkout") && span.upstream_cluster =~ ".*[|]api\\\\.example\\\\.com" && duration >= 300ms }',
    ],
  ] satisfies (readonly [WantedCalls, string])[])("is TraceQL for the calls: %#", (calls, expected) => {
    expect(traceQl(calls)).toBe(expected);
  });

  it("is also for calls that never reached the callee", () => {
    const failing: WantedCalls = {
      ...span,
      caller: checkout,
      callee: payment,
      host: "payment.payments",
      kind: "failing",
    };
    expect(traceQl(failing)).toMatch(/^\(\{ .* \} > \{ .* \}\) \|\| \{ .*upstream_cluster =~ .*status = error.* \}$/);
  });

  it("cannot be broken out of by a name", () => {
    const evil: WantedCalls = { ...span, callee: { app: 'a" } || { true', namespace: "n" } };
    expect(traceQl(evil)).toContain('"a\\" } || { true.n"');
  });
});

// https://grafana.com/docs/tempo/latest/api_docs/#search
const found = {
  traces: [
    {
      traceID: "2f3e0cee77ae5dc9c17ade3689eb2e54",
      rootServiceName: "ingress.edge",
      rootTraceName: "GET /",
      startTimeUnixNano: "1684778327699392724",
      durationMs: 557,
      spanSets: [{ matched: 1, spans: [{ spanID: "563d623c76514f8e", durationNanos: "446979497" }] }],
    },
    { traceID: "aa".repeat(16), startTimeUnixNano: "1684778327699392724", durationMs: 900 },
  ],
};

describe("traces in Tempo", () => {
  it("are told slowest first, with the call that was asked for", async () => {
    there.answer = (_url, response) => json(response, found);
    const traces = await tempo().find(wanted, everybody, signal);
    expect(traces.map(({ durationMs, callMs, root }) => ({ durationMs, callMs, root }))).toEqual([
      { durationMs: 900, callMs: undefined, root: undefined },
      { durationMs: 557, callMs: 446.979497, root: "ingress.edge GET /" },
    ]);
    expect(traces[1]?.at).toBe("2023-05-22T17:58:47.699Z");
    expect(there.asked[0]?.searchParams.get("limit")).toBe("20");
  });

  it("are those the caller's span alone tells of where the callee has no proxy", async () => {
    const isSent = (url: URL) => !url.searchParams.get("q")?.includes(" > ");
    there.answer = (url, response) => json(response, isSent(url) ? found : {});
    const callee = { app: "payment", namespace: "payments", version: "v2" };
    const traces = await tempo().find(
      { ...wanted, caller: checkout, callee, host: "payment.payments" },
      everybody,
      signal,
    );
    expect(traces).toHaveLength(2);
    const queries = there.asked.map((url) => url.searchParams.get("q"));
    expect(queries.at(-1)).toContain('span.upstream_cluster =~ ".*[|](v2)?[|]payment\\\\.payments"');
    there.answer = (_url, response) => json(response, found);
  });

  it("do not name what one may not see", async () => {
    const [, trace] = await tempo().find(wanted, (namespace) => namespace !== "edge", signal);
    expect(trace).not.toHaveProperty("root");
  });

  it("are read span by span from OTLP, of either of its APIs", async () => {
    const resource = { attributes: [{ key: "service.name", value: { stringValue: "payment.payments" } }] };
    const recorded = {
      spanId: "b",
      parentSpanId: "",
      name: "pay",
      startTimeUnixNano: "1684778327699392724",
      endTimeUnixNano: "1684778327799392724",
      attributes: [{ key: "http.status_code", value: { intValue: "200" } }],
      status: { code: "STATUS_CODE_ERROR" },
    };
    const part = { resource, scopeSpans: [{ spans: [recorded] }] };
    for (const body of [{ batches: [part] }, { trace: { resourceSpans: [part] } }]) {
      there.answer = (_url, response) => json(response, body);
      const told = await tempo().trace(
        "ab".repeat(16),
        { callee: { app: "payment", namespace: "payments" } },
        everybody,
        signal,
      );
      expect(told?.spans).toEqual([
        expect.objectContaining({
          service: "payment.payments",
          name: "pay",
          durationMs: 100,
          failed: true,
          startMs: 0,
          isOfCall: true,
        }),
      ]);
      expect(told?.spans[0]?.tags).toContainEqual({ key: "http.status_code", value: "200" });
    }
  });
});
