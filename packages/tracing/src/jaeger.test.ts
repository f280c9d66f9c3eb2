import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createJaeger } from "./jaeger.ts";
import { type CannedTracing, cannedTracing, json } from "./testing/canned-tracing.ts";
import type { CallsOf, IsVisible, WantedCalls } from "./tracing.ts";

const start = Date.parse("2026-11-20T03:00:00Z") * 1000;
let there: CannedTracing;
beforeAll(async () => {
  there = await cannedTracing();
});
beforeEach(() => {
  there.asked.length = 0;
  there.answer = (_url, response) => json(response, { data: [trace("a1".repeat(8)), trace("b2".repeat(8), 400)] });
});
afterAll(() => there.close());

const everybody = () => true;
const jaeger = (link?: string) => createJaeger({ url: there.url, link, timeoutMs: 60_000 });
const wanted: WantedCalls = {
  caller: { app: "checkout", namespace: "checkout" },
  callee: { app: "payment", namespace: "payments", version: "v2" },
  from: start / 1e6,
  to: start / 1e6 + 600,
  kind: "any",
  most: 20,
};
const signal = new AbortController().signal;

/** gate → checkout → payment v2, as Envoy's spans are: one of the caller's proxy, below it one of the callee's. */
function trace(traceID: string, paymentMs = 100, version = "v2") {
  const span = (
    id: string,
    parent: string | undefined,
    process: string,
    ms: number,
    tags: Record<string, unknown> = {},
  ) => ({
    traceID,
    spanID: id,
    operationName: `${process}/*`,
    references: parent === undefined ? [] : [{ refType: "CHILD_OF", traceID, spanID: parent }],
    startTime: start,
    duration: ms * 1000,
    tags: Object.entries(tags).map(([key, value]) => ({ key, type: "string", value })),
    processID: process,
  });
  return {
    traceID,
    spans: [
      span("1", undefined, "gate", paymentMs + 50),
      span("2", "1", "checkout", paymentMs + 40),
      span("3", "2", "checkout", paymentMs),
      span("4", "3", "payment", paymentMs - 5, {
        "istio.canonical_revision": version,
        "http.status_code": paymentMs > 300 ? "503" : "200",
        response_flags: "UF",
      }),
    ],
    processes: {
      gate: { serviceName: "ingress.edge" },
      checkout: { serviceName: "checkout.checkout" },
      payment: { serviceName: "payment.payments" },
    },
  };
}

describe("traces of an edge", () => {
  it("are asked for by the callee's service and version within the span", async () => {
    await jaeger().find({ ...wanted, kind: "slow", minMs: 250 }, everybody, signal);
    expect(Object.fromEntries(there.asked[0]?.searchParams ?? [])).toEqual({
      service: "payment.payments",
      start: String(start),
      end: String(start + 600e6),
      limit: "100",
      tags: '{"istio.canonical_revision":"v2"}',
      minDuration: "250ms",
    });
  });

  it("are slowest first, as long as the caller waited", async () => {
    const found = await jaeger().find(wanted, everybody, signal);
    expect(found.map(({ callMs }) => callMs)).toEqual([400, 100]);
    expect(found[0]).toMatchObject({ root: "ingress.edge gate/*", spans: 4, failed: true, durationMs: 450 });
    expect(found[1]).toMatchObject({ failed: false, at: "2026-11-20T03:00:00.000Z" });
  });

  it("leave out other callers, and other versions", async () => {
    const other = { ...wanted, caller: { app: "orders", namespace: "checkout" } };
    expect(await jaeger().find(other, everybody, signal)).toEqual([]);
    there.answer = (_url, response) => json(response, { data: [trace("a1".repeat(8), 100, "v1")] });
    expect(await jaeger().find(wanted, everybody, signal)).toEqual([]);
  });

  it("are those that failed, of the call itself", async () => {
    const found = await jaeger().find({ ...wanted, kind: "failing" }, everybody, signal);
    expect(there.asked[0]?.searchParams.get("tags")).toContain('"error":"true"');
    expect(found.map(({ callMs }) => callMs)).toEqual([400]);
  });

  it("are also those that never reached the callee, as the caller's span alone tells", async () => {
    const refused = trace("c3".repeat(8));
    refused.spans.pop();
    refused.spans[2]?.tags.push(
      { key: "upstream_cluster", type: "string", value: "outbound|8080|v2|payment.payments.svc.cluster.local" },
      { key: "error", type: "string", value: "true" },
    );
    there.answer = (url, response) =>
      json(response, { data: url.searchParams.get("service") === "checkout.checkout" ? [refused] : [] });
    const failing = { ...wanted, host: "payment.payments.svc.cluster.local", kind: "failing" } as const;
    expect(await jaeger().find(failing, everybody, signal)).toMatchObject([{ callMs: 100, failed: true }]);
    const other = { ...failing, callee: { ...failing.callee, version: "v1", app: "payment", namespace: "payments" } };
    expect(await jaeger().find(other, everybody, signal)).toEqual([]);
  });

  it("are those the caller's span alone tells of where the callee has no proxy", async () => {
    const untold = trace("c3".repeat(8));
    untold.spans.pop();
    untold.spans[2]?.tags.push({
      key: "upstream_cluster",
      type: "string",
      value: "outbound|8080|v2|payment.payments.svc.cluster.local",
    });
    there.answer = (url, response) =>
      json(response, { data: url.searchParams.get("service") === "checkout.checkout" ? [untold] : [] });
    const host = "payment.payments.svc.cluster.local";
    expect(await jaeger().find({ ...wanted, host }, everybody, signal)).toMatchObject([{ callMs: 100, failed: false }]);
    const other = { ...wanted, host, callee: { app: "payment", namespace: "payments", version: "v1" } };
    expect(await jaeger().find(other, everybody, signal)).toEqual([]);
  });

  it("are found under the app's name alone where proxies call themselves so", async () => {
    there.answer = (url, response) =>
      json(response, { data: url.searchParams.get("service") === "payment" ? [] : null });
    expect(await jaeger().find(wanted, everybody, signal)).toEqual([]);
    expect(there.asked.map((url) => url.searchParams.get("service"))).toEqual(["payment.payments", "payment"]);
  });

  it("can be searched for in Jaeger's own pages", () => {
    expect(jaeger().linkTo(wanted)).toBeUndefined();
    expect(jaeger("https://jaeger.example/ui").linkTo(wanted)).toMatch(
      /^https:\/\/jaeger\.example\/ui\/search\?service=payment\.payments&start=\d+/,
    );
  });
});

describe("a trace", () => {
  const id = "a1".repeat(8);

  it("is told span by span, a caller before whom it calls", async () => {
    const told = await jaeger("https://jaeger.example").trace(id, undefined, everybody, signal);
    expect(there.asked[0]?.pathname).toBe(`/api/traces/${id}`);
    expect(told?.spans.map(({ service, parent }) => [service, parent])).toEqual([
      ["ingress.edge", undefined],
      ["checkout.checkout", 0],
      ["checkout.checkout", 1],
      ["payment.payments", 2],
    ]);
    expect(told?.spans[3]).toMatchObject({ durationMs: 95, failed: false });
    expect(told?.link).toBe(`https://jaeger.example/trace/${id}`);
  });

  it("is told without the spans of namespaces one may not see, what they call hanging on their callers", async () => {
    const told = await jaeger().trace(id, undefined, (namespace) => namespace !== "checkout", signal);
    expect(told?.spans.map(({ service, parent }) => [service, parent])).toEqual([
      ["ingress.edge", undefined],
      ["payment.payments", 0],
    ]);
    expect(await jaeger().trace(id, undefined, () => false, signal)).toBeUndefined();
  });

  it("marks the spans of the calls of an edge: where its caller waits and where it is answered", async () => {
    const markedOf = async (of: CallsOf, isVisible: IsVisible = everybody) =>
      (await jaeger().trace(id, of, isVisible, signal))?.spans.flatMap(({ spanId, isOfCall }) =>
        isOfCall ? spanId : [],
      );
    expect(await markedOf(wanted)).toEqual(["3", "4"]);
    expect(await markedOf({ callee: { app: "checkout", namespace: "checkout" } })).toEqual(["2"]);
    expect(await markedOf(wanted, (namespace) => namespace !== "payments")).toEqual(["3"]);
    expect(await markedOf({ callee: { app: "cart", namespace: "shop" } })).toEqual([]);
  });

  it("is not there where Jaeger does not know it", async () => {
    there.answer = (_url, response) => response.writeHead(404).end();
    expect(await jaeger().trace(id, undefined, everybody, signal)).toBeUndefined();
  });
});

describe("a Jaeger that does not answer well", () => {
  it.each([
    ["with nonsense", "it", (response: Parameters<CannedTracing["answer"]>[1]) => response.end("<html>")],
    ["with another shape", "it", (response: Parameters<CannedTracing["answer"]>[1]) => json(response, { data: [{}] })],
    ["with an error", "500", (response: Parameters<CannedTracing["answer"]>[1]) => response.writeHead(500).end("no")],
  ])("%s is said to do so", async (_name, _word, respond) => {
    there.answer = (_url, response) => respond(response);
    await expect(jaeger().find(wanted, everybody, signal)).rejects.toMatchObject({ name: "TracingError" });
  });

  it("is not waited for longer than that", async () => {
    there.answer = () => undefined;
    const impatient = createJaeger({ url: there.url, link: undefined, timeoutMs: 50 });
    await expect(impatient.find(wanted, everybody, signal)).rejects.toThrow("did not answer in time");
  });

  it("sends nobody elsewhere", async () => {
    there.answer = (_url, response) => response.writeHead(302, { location: "http://127.0.0.1:1/" }).end();
    await expect(jaeger().find(wanted, everybody, signal)).rejects.toMatchObject({ name: "TracingError" });
    expect(there.asked).toHaveLength(1);
  });
});
