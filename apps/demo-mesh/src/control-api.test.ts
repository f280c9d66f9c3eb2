import { describe, expect, it } from "vitest";
import { buildControlApi } from "./control-api.ts";
import { createExemplars } from "./metrics/exemplars.ts";
import { simulationUnderTest } from "./simulation-under-test.ts";
import { createTraceSource } from "./traces/trace-source.ts";

const start = (isLive = true) => {
  const { simulation, stage, mesh, pass, record } = simulationUnderTest();
  pass(30);
  const now = () => 1_790_000_040;
  return buildControlApi({
    simulation,
    stage,
    namespaces: mesh.namespaces,
    now,
    address: () => "127.0.0.1:21000",
    exemplars: createExemplars(createTraceSource(record, mesh), simulation.registry),
    isLive: () => isLive,
  });
};

describe("the demo's control API", () => {
  it("names a page for each namespace and one for the platform as targets", async () => {
    const targets = (await start().inject("/prometheus/targets")).json<{ labels: Record<string, string> }[]>();

    expect(targets).toHaveLength(7);
    expect(targets[0]).toEqual({
      targets: ["127.0.0.1:21000"],
      labels: { instance: "edge.demo-mesh", __metrics_path__: "/metrics/edge" },
    });
  });

  it("names no targets and serves no page before history is written", async () => {
    const app = start(false);

    expect((await app.inject("/prometheus/targets")).json()).toEqual([]);
    expect((await app.inject("/metrics/payments")).statusCode).toBe(503);
    expect((await app.inject("/ready")).statusCode).toBe(503);
    expect((await start().inject("/ready")).statusCode).toBe(200);
  });

  it("serves the pages it names, and no other", async () => {
    const app = start();

    expect((await app.inject("/metrics/payments")).body).toContain('destination_workload="payment-v2"');
    expect((await app.inject("/metrics/platform-infra")).body).toContain('mode="steal"');
    expect((await app.inject("/metrics/nowhere")).statusCode).toBe(404);
  });

  it.each([
    {
      accept:
        "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1",
      type: "application/openmetrics-text; version=1.0.0; charset=utf-8",
    },
    { accept: "text/plain;version=0.0.4;q=0.5,*/*;q=0.1", type: "text/plain; version=0.0.4; charset=utf-8" },
    { accept: "application/openmetrics-text;q=0.2,text/plain", type: "text/plain; version=0.0.4; charset=utf-8" },
    { accept: undefined, type: "text/plain; version=0.0.4; charset=utf-8" },
  ])("writes OpenMetrics for who asks for it, and Prometheus' text for others ($accept)", async ({ accept, type }) => {
    const answer = await start().inject({ url: "/metrics/payments", headers: accept === undefined ? {} : { accept } });

    expect(answer.headers["content-type"]).toBe(type);
    expect(answer.body.endsWith("# EOF\n")).toBe(type.startsWith("application/"));
  });

  it("changes the scenario and tells the truth about it", async () => {
    const app = start();
    await app.inject({ method: "PUT", url: "/scenario", payload: { name: "retry-storm" } });

    expect((await app.inject("/truth")).json()).toMatchObject({
      scenario: "retry-storm",
      failingEdge: { source: "shop/reviews", target: "shop/ratings" },
    });
  });

  it.each([
    { method: "PUT", url: "/scenario", payload: { name: "storm" } },
    { method: "PUT", url: "/router", payload: { frozen: "yes" } },
    { method: "POST", url: "/restart-counters", payload: { namespace: "nowhere" } },
    { method: "POST", url: "/restart-counters" },
  ] as const)("refuses $method $url with $payload", async (request) => {
    expect((await start().inject(request)).statusCode).toBe(400);
  });
});
