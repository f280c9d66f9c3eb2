import fastify from "fastify";
import { describe, expect, it } from "vitest";
import type { ScenarioName } from "../scenarios/scenario.ts";
import { simulationUnderTest } from "../simulation-under-test.ts";
import { addJaeger } from "./jaeger-api.ts";
import { createTraceSource } from "./trace-source.ts";

const START = 1_790_000_000;

interface JaegerSpan {
  readonly traceID: string;
  readonly spanID: string;
  readonly operationName: string;
  readonly references: readonly { readonly spanID: string }[];
  readonly startTime: number;
  readonly duration: number;
  readonly tags: readonly { readonly key: string; readonly value: unknown }[];
  readonly processID: string;
}
interface JaegerTrace {
  readonly traceID: string;
  readonly spans: readonly JaegerSpan[];
  readonly processes: Readonly<Record<string, { readonly serviceName: string }>>;
}

/** Ten minutes of a mesh in which a scenario plays, and its Jaeger. */
function jaegerOf(scenario: ScenarioName) {
  const demo = simulationUnderTest({ scenario });
  demo.pass(60);
  const seen = demo.watch(540);
  const app = fastify();
  addJaeger(app, { source: createTraceSource(demo.record, demo.mesh), mesh: demo.mesh, now: demo.now });
  const ask = async (path: string) => (await app.inject(path)).json<{ data: JaegerTrace[]; errors: unknown }>();
  return {
    demo,
    seen,
    app,
    ask,
    find: async (query: Record<string, string>) => {
      const span = { start: String(START * 1e6), end: String((START + 600) * 1e6), limit: "100" };
      return (await ask(`/api/traces?${new URLSearchParams({ ...span, ...query })}`)).data;
    },
  };
}

const tagOf = ({ tags }: JaegerSpan, key: string) => tags.find((tag) => tag.key === key)?.value;
const spansFrom = (traces: readonly JaegerTrace[], service: string, kind: "client" | "server") =>
  traces.flatMap(({ spans, processes }) =>
    spans.filter((span) => processes[span.processID]?.serviceName === service && tagOf(span, "span.kind") === kind),
  );
const share = (spans: readonly JaegerSpan[], is: (span: JaegerSpan) => boolean) =>
  spans.filter(is).length / spans.length;
const hasFailed = (span: JaegerSpan) => tagOf(span, "error") === true;

/** How far the spans' mean time is from an expected one, in standard errors of that mean. */
function errorsFrom(expectedMs: number, spans: readonly JaegerSpan[]): number {
  const times = spans.map(({ duration }) => duration / 1000);
  const mean = times.reduce((sum, ms) => sum + ms, 0) / times.length;
  const variance = times.reduce((sum, ms) => sum + (ms - mean) ** 2, 0) / (times.length - 1);
  return Math.abs(mean - expectedMs) / Math.sqrt(variance / times.length);
}

describe("traces", () => {
  it("fail and take as long as the metrics say, at the callee and at its caller", async () => {
    const { find, seen } = jaegerOf("failing-canary");
    const traces = await find({
      service: "payment.payments",
      tags: '{"istio.canonical_revision":"v2"}',
      limit: "1500",
    });

    const served = spansFrom(traces, "payment.payments", "server").filter(
      (span) => tagOf(span, "istio.canonical_revision") === "v2",
    );
    const asked = spansFrom(traces, "checkout.checkout", "client").filter((span) =>
      String(tagOf(span, "upstream_cluster")).includes("|v2|payment."),
    );
    expect(served.length).toBeGreaterThan(100);
    expect(errorsFrom(seen.get("destination checkout>payment-v2")?.meanMs ?? 0, served)).toBeLessThan(4);
    expect(asked.length).toBeGreaterThanOrEqual(served.length);
    const all = await find({ service: "checkout.checkout", limit: "500" });
    const canary = spansFrom(all, "checkout.checkout", "client").filter((span) =>
      String(tagOf(span, "upstream_cluster")).includes("|v2|payment."),
    );
    expect(share(canary, hasFailed)).toBeGreaterThan(0.01);
    expect(share(canary, hasFailed)).toBeLessThan(0.2);
  });

  it.each([
    { scenario: "bad-pod", service: "cart.shop", edge: "destination storefront>cart" },
    { scenario: "slow-database", service: "orders.checkout", edge: "destination checkout>orders" },
    { scenario: "retry-storm", service: "ratings.shop", edge: "destination reviews>ratings" },
  ] as const)(
    "of $service in $scenario have the metrics' share of failures and mean time",
    async ({ scenario, service, edge }) => {
      const { find, seen } = jaegerOf(scenario);
      const served = spansFrom(await find({ service, limit: "1500" }), service, "server");

      expect(share(served, hasFailed)).toBeCloseTo(seen.get(edge)?.errorRatio ?? -1, 1);
      expect(errorsFrom(seen.get(edge)?.meanMs ?? 0, served)).toBeLessThan(4);
    },
  );

  it("hang together: each span within its parent's time, client before server, all of one trace", async () => {
    const { find } = jaegerOf("calm");
    const [trace] = await find({ service: "payment.payments", limit: "1" });

    const byId = new Map(trace?.spans.map((span) => [span.spanID, span]));
    expect(trace?.spans.filter(({ references }) => references.length === 0)).toHaveLength(1);
    for (const span of trace?.spans ?? []) {
      expect(span.traceID).toBe(trace?.traceID);
      const parent = byId.get(span.references[0]?.spanID ?? "");
      if (!parent) continue;
      expect(span.startTime).toBeGreaterThanOrEqual(parent.startTime);
      expect(span.startTime + span.duration).toBeLessThanOrEqual(parent.startTime + parent.duration + 1);
    }
    const called = trace?.spans.find(
      (span) =>
        tagOf(span, "upstream_cluster") === "inbound|9000||" && tagOf(span, "istio.canonical_service") === "ledger",
    );
    expect(tagOf(byId.get(called?.references[0]?.spanID ?? "") as JaegerSpan, "istio.canonical_service")).toBe(
      "payment",
    );
  });

  it("end with no call that began after its caller had gone", async () => {
    const { find } = jaegerOf("failing-canary");
    const traces = await find({ service: "payment.payments", tags: '{"response_flags":"DC"}', limit: "20" });

    expect(traces.length).toBeGreaterThan(0);
    for (const { spans } of traces) {
      const byId = new Map(spans.map((span) => [span.spanID, span]));
      for (const { startTime, references } of spans) {
        const parent = byId.get(references[0]?.spanID ?? "");
        if (parent) expect(startTime).toBeLessThanOrEqual(parent.startTime + parent.duration + 1);
      }
    }
  });

  it("name what was called where nobody was there to be asked", async () => {
    const { find } = jaegerOf("bad-route-edit");
    const traces = await find({ service: "checkout.checkout", tags: '{"response_flags":"UH"}', limit: "20" });

    expect(traces.length).toBe(20);
    const lost = spansFrom(traces, "checkout.checkout", "client").filter(
      (span) => tagOf(span, "response_flags") === "UH",
    );
    expect(lost.every((span) => span.operationName.startsWith("payment.payments") && hasFailed(span))).toBe(true);
  });

  it("are tried again under one span of the caller", async () => {
    const { find } = jaegerOf("retry-storm");
    const traces = await find({ service: "ratings.shop", tags: '{"http.status_code":"503"}', limit: "50" });
    const parents = spansFrom(traces, "ratings.shop", "server").map(({ references }) => references[0]?.spanID);

    expect(traces.length).toBe(50);
    expect(new Set(parents).size / parents.length).toBeLessThan(0.7);
  });
});

describe("Jaeger's API", () => {
  it("has the same answer to the same question, also later", async () => {
    const { find, demo } = jaegerOf("failing-canary");
    const query = { service: "checkout.checkout", limit: "5", end: String((START + 300) * 1e6) };
    const first = await find(query);
    demo.pass(600);

    expect(await find(query)).toEqual(first);
  });

  it("finds a trace by its id, and none that is not there", async () => {
    const { find, ask, app } = jaegerOf("calm");
    const [trace] = await find({ service: "cart.shop", limit: "1" });

    expect((await ask(`/api/traces/${trace?.traceID}`)).data).toEqual([trace]);
    expect((await app.inject(`/api/traces/${"0".repeat(32)}`)).statusCode).toBe(404);
    expect((await app.inject("/api/traces/x")).statusCode).toBe(404);
  });

  it("leads from where Jaeger has pages to what they would show", async () => {
    const { app } = jaegerOf("calm");

    expect((await app.inject("/trace/abc")).headers["location"]).toBe("/api/traces/abc");
    expect((await app.inject("/search?service=a")).headers["location"]).toBe("/api/traces?service=a");
  });

  it("finds only what takes long enough, by the service's own span", async () => {
    const { find } = jaegerOf("failing-canary");
    const slow = await find({ service: "payment.payments", minDuration: "500ms", limit: "10" });

    expect(slow.length).toBe(10);
    for (const trace of slow) {
      const longest = Math.max(
        ...trace.spans
          .filter(({ processID }) => trace.processes[processID]?.serviceName === "payment.payments")
          .map(({ duration }) => duration),
      );
      expect(longest).toBeGreaterThanOrEqual(500_000);
    }
  });

  it("knows services, and operations by whether they are served or called", async () => {
    const { ask } = jaegerOf("calm");

    expect((await ask("/api/services")).data).toEqual(expect.arrayContaining(["checkout.checkout", "ingress.edge"]));
    expect((await ask("/api/operations?service=checkout.checkout")).data).toEqual(
      expect.arrayContaining([
        { name: "checkout.checkout.svc.cluster.local:8080/*", spanKind: "server" },
        { name: "tax.checkout.svc.cluster.local:9000/*", spanKind: "client" },
      ]),
    );
  });

  it.each(["calm", "ambient"] as const)("lists in %s whoever writes a span", async (scenario) => {
    const { ask, find } = jaegerOf(scenario);
    const { data: services } = await ask("/api/services");
    const traces = await find({ service: "ingress.edge", limit: "200" });

    const writing = traces.flatMap(({ processes }) => Object.values(processes).map(({ serviceName }) => serviceName));
    expect(writing.length).toBeGreaterThan(0);
    expect(services).toEqual(expect.arrayContaining([...new Set(writing)]));
  });

  it("looks no traffic through for whom nobody traces", async () => {
    const { demo } = jaegerOf("ambient-refused");
    const looked: number[] = [];
    const source = {
      ...createTraceSource(demo.record, demo.mesh),
      slot: (moment: number) => {
        looked.push(moment);
        return [];
      },
    };
    const app = fastify();
    addJaeger(app, { source, mesh: demo.mesh, now: demo.now });

    expect((await app.inject("/api/traces?service=audit.platform&limit=20")).json()).toMatchObject({ data: [] });
    expect(looked).toEqual([]);
  });

  it.each(["", "?service=a&tags=x", "?service=a&limit=none", "?service=a&minDuration=long", "?service=a&start=noon"])(
    "refuses /api/traces%s",
    async (query) => {
      expect((await jaegerOf("calm").app.inject(`/api/traces${query}`)).statusCode).toBe(400);
    },
  );
});
