import {
  CapabilitiesSchema,
  DetailsSchema,
  ExemplarsSchema,
  HeatmapSchema,
  MeasuredPodsSchema,
  MeSchema,
  ProblemSchema,
  SeriesSchema,
  type Sparklines,
  SparklinesSchema,
  type Topology,
  TopologySchema,
} from "@fyr/contract";
import { PrometheusError } from "@fyr/prometheus";
import type { FastifyInstance } from "fastify";
import { Value } from "typebox/value";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fakeTelemetry } from "./testing/fake-telemetry.ts";
import { testApp } from "./testing/test-app.ts";

let app: FastifyInstance;
const telemetry = fakeTelemetry();

beforeAll(async () => {
  app = await testApp({ telemetry });
});
afterAll(() => app.close());

const get = (url: string, headers: Record<string, string> = {}) =>
  app.inject({ method: "GET", url, headers: { host: "localhost:4480", ...headers } });

async function mapNow(): Promise<Topology> {
  return (await get("/api/topology")).json();
}

describe("what is seen", () => {
  it("gives the map of now as the contract says", async () => {
    const answer = await get("/api/topology");
    expect(answer.statusCode).toBe(200);
    const topology: Topology = answer.json();
    expect(Value.Errors(TopologySchema, topology)).toEqual([]);
    expect(topology.edges).toHaveLength(1);
    expect(topology.edges[0]?.requestsPerSecond).toBe(10);
    expect(topology.sources).toContainEqual(expect.objectContaining({ name: "prometheus", status: "ok" }));
  });

  it("gives a past moment at the exact second asked for", async () => {
    const answer = await get("/api/topology?at=2026-01-02T03:04:05Z&grain=app&windowSeconds=300&namespaces=shop");
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({
      at: "2026-01-02T03:04:05.000Z",
      windowSeconds: 300,
      grain: "app",
      revision: 0,
    });
  });

  it("puts the service that was called between caller and workload on request, with charts of its own", async () => {
    const { edges, nodes, totals }: Topology = (await get("/api/topology?serviceNodes=true")).json();
    expect(edges.map((edge) => edge.requestsPerSecond)).toEqual([10, 10]);
    expect(nodes.map((node) => node.kind).sort()).toEqual(["service", "workload", "workload"]);
    expect(totals.requestsPerSecond).toBe(10);
    for (const { id } of edges) {
      expect((await get(`/api/series?edge=${encodeURIComponent(id)}`)).statusCode).toBe(200);
    }
  });

  it("keeps what an expression finds, and the ends of it", async () => {
    const filtered = async (filter: string): Promise<Topology> =>
      (await get(`/api/topology?filter=${encodeURIComponent(filter)}`)).json();
    const found = await filtered("rate > 5 and from.ns = shop and http");
    expect(found.edges).toHaveLength(1);
    expect(found.nodes).toHaveLength(2);
    const nothing = await filtered("tcp");
    expect([nothing.nodes, nothing.edges]).toEqual([[], []]);
    expect(nothing.totals).toEqual(found.totals);
  });

  it("widens a window that holds too few samples, and says so", async () => {
    const answer = await get("/api/topology?windowSeconds=15");
    expect(answer.json()).toMatchObject({ windowSeconds: 20, requestedWindowSeconds: 15 });
  });

  it.each(["series", "details"])(
    "gives %s of the window asked for, and says when it had to be widened",
    async (path) => {
      const { edges } = await mapNow();
      const ask = async (window: string) => (await get(`/api/${path}?edge=${enc(edges[0]?.id)}${window}`)).json();
      expect(await ask("&windowSeconds=300")).toMatchObject({ windowSeconds: 300 });
      expect(await ask("&windowSeconds=300")).not.toHaveProperty("requestedWindowSeconds");
      expect(await ask("")).not.toHaveProperty("requestedWindowSeconds");
      expect(await ask("&windowSeconds=1")).toMatchObject({ windowSeconds: 20, requestedWindowSeconds: 1 });
    },
  );

  it("gives the charts of edge, node, namespace and mesh", async () => {
    const { edges, nodes } = await mapNow();
    const subjects = [
      `edge=${enc(edges[0]?.id)}`,
      `node=${enc(nodes[0]?.id)}`,
      "namespace=shop",
      "namespace=shop&cluster=north",
      "",
    ];
    for (const subject of subjects) {
      const answer = await get(`/api/series?${subject}`);
      expect(answer.statusCode, answer.body).toBe(200);
      expect(Value.Errors(SeriesSchema, answer.json())).toEqual([]);
    }
  });

  it.each(["workload", "app", "service"])("gives the last half hour of everybody at grain %s", async (grain) => {
    const answer = await get(`/api/sparklines?grain=${grain}`);
    expect(answer.statusCode, answer.body).toBe(200);
    const sparklines: Sparklines = answer.json();
    expect(Value.Errors(SparklinesSchema, sparklines)).toEqual([]);
    const { nodes }: Topology = (await get(`/api/topology?grain=${grain}`)).json();
    expect(sparklines.lines.map(({ id }) => id)).toEqual(nodes.map(({ id }) => id));
    expect(sparklines.times).toHaveLength(31);
  });

  it("asks for the lines of everybody once, whoever wants them at whichever grain", async () => {
    const to = "&to=2026-01-02T03:04:05Z";
    const asked = () => telemetry.calls.filter((call) => call === "requestLines").length;
    const before = asked();
    const grains = ["workload", "app", "service", "workload"];
    await Promise.all(grains.map((grain) => get(`/api/sparklines?grain=${grain}${to}`)));
    expect(asked() - before).toBe(1);
  });

  it("gives the details of an edge and of a node", async () => {
    const { edges, nodes } = await mapNow();
    for (const subject of [`edge=${enc(edges[0]?.id)}`, `node=${enc(nodes[0]?.id)}`]) {
      const answer = await get(`/api/details?${subject}`);
      expect(answer.statusCode, answer.body).toBe(200);
      expect(Value.Errors(DetailsSchema, answer.json())).toEqual([]);
    }
  });

  it("gives the heatmap of an edge, and the pods of a node", async () => {
    const { at, edges, nodes } = await mapNow();
    // Now is another range once some seconds have gone by.
    const to = `&to=${enc(at)}`;
    const heatmap = await get(`/api/heatmap?edge=${enc(edges[0]?.id)}${to}`);
    expect(Value.Errors(HeatmapSchema, heatmap.json())).toEqual([]);
    expect(heatmap.json().perSecond[0]).toHaveLength(heatmap.json().times.length);
    const exemplars = await get(`/api/exemplars?edge=${enc(edges[0]?.id)}${to}`);
    expect(Value.Errors(ExemplarsSchema, exemplars.json())).toEqual([]);
    expect(exemplars.json()).toMatchObject({ from: heatmap.json().from, to: heatmap.json().to, found: 1 });
    expect(exemplars.json().exemplars).toHaveLength(1);
    const pods = await get(`/api/pods?node=${enc(nodes[0]?.id)}`);
    expect(Value.Errors(MeasuredPodsSchema, pods.json())).toEqual([]);
    expect(pods.json().notCollected).toEqual(["cpu", "throttling", "memory", "envoy"]);
  });

  it("has no logs without a cluster, and says so", async () => {
    expect((await get("/api/logs?namespace=shop&pod=cart-1")).json()).toMatchObject({ code: "no_cluster" });
  });

  it("finds an edge of another grain", async () => {
    const answer = await get("/api/topology?grain=app");
    const { edges }: Topology = answer.json();
    expect((await get(`/api/series?edge=${enc(edges[0]?.id)}`)).statusCode).toBe(200);
  });

  it("says who it is and what is connected", async () => {
    expect(Value.Check(MeSchema, (await get("/api/me")).json())).toBe(true);
    const capabilities = (await get("/api/capabilities")).json();
    expect(Value.Errors(CapabilitiesSchema, capabilities)).toEqual([]);
    expect(capabilities).toMatchObject({ minimumWindowSeconds: 20, prometheus: { version: "2.42.0" } });
  });
});

describe("what cannot be understood", () => {
  it.each([
    ["/api/topology?windowSeconds=abc", "windowSeconds"],
    ["/api/topology?windowSeconds=", "windowSeconds"],
    ["/api/topology?windowSeconds=1e9", "windowSeconds"],
    ["/api/topology?windowSeconds=999999999", "windowSeconds"],
    ["/api/topology?windowSeconds=-60", "windowSeconds"],
    ["/api/topology?windowSeconds=60.5", "windowSeconds"],
    ["/api/topology?filter=errors > 1", "filter"],
    ["/api/topology?windowSeconds=0x40", "windowSeconds"],
    ["/api/topology?windowSeconds=60&windowSeconds=60", "windowSeconds"],
    ["/api/topology?windowSeconds=null", "windowSeconds"],
    ["/api/topology?grain=cluster", "grain"],
    ["/api/topology?grain=", "grain"],
    ["/api/topology?serviceNodes=1", "serviceNodes"],
    ["/api/topology?at=yesterday", "at"],
    ["/api/topology?at=2026-02-30T00:00:00", "at"],
    ["/api/topology?at=2999-01-01T00:00:00Z", "at"],
    ["/api/topology?at=999999999999", "at"],
    ["/api/topology?at=-1", "at"],
    ["/api/topology?at=1&at=2", "at"],
    ['/api/topology?namespaces=a"}or{b="', "namespaces"],
    ["/api/topology?namespaces=a,,b", "namespaces"],
    ["/api/topology?namespaces=a/b/c", "namespaces"],
    ["/api/topology?window=60", "window"],
    ["/api/topology?__proto__=1", "__proto__"],
    ["/api/topology?constructor=1", "constructor"],
    ["/api/topology/stream?windowSeconds=abc", "windowSeconds"],
    ["/api/topology/stream?namespaces={", "namespaces"],
    ["/api/topology/stream?at=1", "at"],
    ["/api/series?edge=a&node=b", "node"],
    ["/api/series?cluster=north", "cluster"],
    ["/api/series?stepSeconds=0", "stepSeconds"],
    ["/api/series?stepSeconds=x", "stepSeconds"],
    ["/api/series?from=0&to=2026-01-01T00:00:00Z", "from"],
    ["/api/series?from=2026-01-01T01:00:00Z&to=2026-01-01T00:00:00Z", "from"],
    ["/api/series?to=2999-01-01T00:00:00Z", "to"],
    ["/api/series?from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z&stepSeconds=1", "stepSeconds"],
    ["/api/sparklines?grain=namespace", "grain"],
    ["/api/sparklines?windowSeconds=0", "windowSeconds"],
    ["/api/sparklines?to=soon", "to"],
    ["/api/sparklines?stepSeconds=1", "stepSeconds"],
    ["/api/details", "edge"],
    ["/api/details?edge=a&node=b", "node"],
    ["/api/details?edge=", "edge"],
    ["/api/details?node=x&at=2999-01-01T00:00:00Z", "at"],
    ["/api/heatmap", "edge"],
    ["/api/heatmap?edge=a&node=b", "node"],
    ["/api/heatmap?edge=a&stepSeconds=1", "stepSeconds"],
    ["/api/exemplars", "edge"],
    ["/api/exemplars?edge=a&node=b", "node"],
    ["/api/exemplars?edge=a&stepSeconds=30", "stepSeconds"],
    ["/api/pods", "node"],
    ["/api/logs?namespace=shop", "pod"],
    ["/api/logs?namespace=shop&pod=a/b", "pod"],
    ["/api/logs?namespace=shop&pod=a&previous=yes", "previous"],
    ["/api/investigation?at=soon", "at"],
    ["/api/investigation?at=2999-01-01T00:00:00Z", "at"],
    ["/api/investigation?namespaces=a,,b", "namespaces"],
    ["/api/timeline?from=soon", "from"],
    ["/api/timeline?to=2999-01-01T00:00:00Z", "to"],
    ["/api/timeline?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z", "from"],
    ["/api/timeline?from=2026-01-01T00:00:00Z&to=2026-01-03T00:00:00Z", "from"],
    ["/api/timeline?namespaces=a,,b", "namespaces"],
    ["/api/me?verbose=1", "verbose"],
    ["/api/capabilities?x", "x"],
  ])("%s is a 400 that names %s", async (url, field) => {
    const answer = await get(encodeURI(url));
    expect(answer.statusCode, answer.body).toBe(400);
    expect(answer.headers["content-type"]).toContain("application/problem+json");
    const problem = answer.json();
    expect(Value.Errors(ProblemSchema, problem)).toEqual([]);
    expect(problem).toMatchObject({ code: "bad_request", field });
    expect(problem.detail).toMatch(/\w.*[.?]$/);
  });

  it.each([
    { path: "/api/topology", field: "namespaces", length: 5000 },
    { path: "/api/series", field: "namespace", length: 300 },
    { path: "/api/details", field: "edge", length: 2000 },
  ])("$path refuses $length characters of $field", async ({ path, field, length }) => {
    const answer = await get(`${path}?${field}=${"a".repeat(length)}`);
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({ field });
    expect(answer.json().detail.length).toBeLessThan(200);
  });

  it.each([
    "/api/series?edge=nobody",
    "/api/series?node=nobody",
    "/api/details?edge=%22%7D%20or%20vector(1)",
    "/api/details?node=%00",
    "/api/heatmap?edge=nobody",
    "/api/exemplars?edge=nobody",
    "/api/pods?node=nobody",
  ])("%s is not on the map", async (url) => {
    const answer = await get(url);
    expect(answer.statusCode, answer.body).toBe(404);
    expect(answer.json()).toMatchObject({ code: "unknown_subject" });
  });

  it("says what there is where there is nothing", async () => {
    const answer = await get("/api/nothing");
    expect(answer.statusCode).toBe(404);
    expect(answer.json()).toMatchObject({ code: "not_found" });
  });

  it.each(["/api/%ZZ", "/%ff"])("cannot read the address %s", async (url) => {
    const answer = await get(url);
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({ code: "bad_request", status: 400 });
  });

  it("says which way a path answers", async () => {
    const answer = await app.inject({
      method: "POST",
      url: "/api/topology",
      headers: { host: "localhost" },
      payload: {},
    });
    expect(answer.statusCode).toBe(405);
    expect(answer.json()).toMatchObject({ code: "method_not_allowed" });
  });

  it.each([
    { type: "application/json", payload: "{bad", status: 400, code: "bad_request" },
    { type: "application/json", payload: '{"__proto__":{}}', status: 400, code: "bad_request" },
    { type: "application/json", payload: "", status: 400, code: "bad_request" },
    { type: "application/json", payload: "null", status: 400, code: "bad_request" },
    { type: "application/json", payload: `"${"a".repeat(70_000)}"`, status: 413, code: "payload_too_large" },
    { type: "text/plain", payload: "{}", status: 415, code: "unsupported_media_type" },
    { type: "application/x-www-form-urlencoded", payload: "a=b", status: 415, code: "unsupported_media_type" },
    { type: undefined, payload: "", status: 415, code: "unsupported_media_type" },
  ])("answers $status to a plan sent as $type", async ({ type, payload, status, code }) => {
    const headers = { host: "localhost", ...(type === undefined ? {} : { "content-type": type }) };
    const answer = await app.inject({ method: "POST", url: "/api/route-plans", headers, payload });
    expect(answer.statusCode, answer.body).toBe(status);
    expect(answer.json()).toMatchObject({ code, status });
  });

  it("never takes for a number what is none", async () => {
    const route = { kind: "VirtualService", namespace: "payments", name: "payment" };
    for (const weight of [null, "5", true, 1.5, -1, [5], {}]) {
      const body = { route, rule: { protocol: "http", index: 0 }, weights: [{ host: "payment", weight }] };
      const answer = await app.inject({
        method: "POST",
        url: "/api/route-plans",
        headers: { host: "localhost" },
        payload: body,
      });
      expect(answer.statusCode, answer.body).toBe(400);
      expect(answer.json()).toMatchObject({ field: "weights[0].weight" });
    }
  });

  it("says which way a path for writing answers", async () => {
    expect((await get("/api/route-plans")).json()).toMatchObject({ code: "method_not_allowed", status: 405 });
  });

  it("never tells of its inside", async () => {
    const broken = await testApp({
      telemetry: fakeTelemetry({ traffic: () => Promise.reject(new TypeError("secret of the house")) }),
    });
    const answer = await broken.inject({ url: "/api/topology?at=1700000000", headers: { host: "localhost" } });
    await broken.close();
    expect(answer.statusCode).toBe(500);
    expect(answer.body).not.toContain("secret");
  });
});

describe("who may ask", () => {
  it.each([
    ["evil.example", undefined],
    ["localhost.evil.example", undefined],
    ["localhost:4480", "http://evil.example"],
    ["localhost:4480", "null"],
    ["localhost:4480", "http://localhost:9999"],
  ])("refuses Host %s with Origin %s", async (host, origin) => {
    const answer = await get("/api/topology", { host, ...(origin === undefined ? {} : { origin }) });
    expect(answer.statusCode).toBe(403);
    expect(answer.json()).toMatchObject({ code: "forbidden_origin" });
  });

  it.each([
    ["localhost:4480", "http://localhost:4480"],
    ["127.0.0.1:1", undefined],
    ["[::1]:4480", "http://[::1]:4480"],
  ])("answers Host %s with Origin %s", async (host, origin) => {
    expect((await get("/api/me", { host, ...(origin === undefined ? {} : { origin }) })).statusCode).toBe(200);
  });

  it("answers to the names it was started with", async () => {
    const proxied = await testApp({ allowedHosts: ["fyr.example"] });
    const headers = { host: "fyr.example", origin: "https://fyr.example" };
    const answer = await proxied.inject({ url: "/api/me", headers });
    await proxied.close();
    expect(answer.statusCode).toBe(200);
  });
});

describe("for machines", () => {
  it("is alive, ready, and told in numbers, whatever it is called", async () => {
    for (const url of ["/healthz", "/readyz", "/metrics"]) {
      expect((await get(url, { host: "10.0.0.7:4480" })).statusCode, url).toBe(200);
    }
    expect((await get("/metrics")).body).toContain("fyr_ticks_total");
  });

  it("is not ready while there is no picture, and says why", async () => {
    const down = await testApp({
      telemetry: fakeTelemetry({
        traffic: () => Promise.reject(new PrometheusError("prometheus_unavailable", "Nobody is at prometheus:9090.")),
      }),
    });
    const answer = await down.inject({ url: "/readyz", headers: { host: "localhost" } });
    await down.close();
    expect(answer.statusCode).toBe(503);
    expect(answer.json()).toMatchObject({ code: "not_ready" });
    expect(answer.json().detail).toContain("Nobody is at prometheus:9090.");
  });

  it("describes itself", async () => {
    const paths = Object.keys((await get("/api/openapi.json")).json().paths);
    expect(paths).toEqual(
      expect.arrayContaining(["/api/topology", "/api/topology/stream", "/api/series", "/api/details"]),
    );
    expect((await get("/api/docs/")).statusCode).toBe(200);
  });
});

function enc(id: string | undefined): string {
  return encodeURIComponent(id ?? "absent");
}
