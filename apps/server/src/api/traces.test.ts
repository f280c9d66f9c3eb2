import type { Topology } from "@fyr/contract";
import type { CallsOf, Tracing, WantedCalls } from "@fyr/tracing";
import { TracingError } from "@fyr/tracing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fakeTelemetry, storefrontToCart } from "../testing/fake-telemetry.ts";
import { testApp } from "../testing/test-app.ts";

const asked: WantedCalls[] = [];
const markings: (CallsOf | undefined)[] = [];
let failing = false;
const tracing: Tracing = {
  kind: "jaeger",
  find: async (wanted) => {
    if (failing) throw new TracingError("jaeger:16686 cannot be reached.");
    asked.push(wanted);
    return [{ traceId: "ab".repeat(8), at: "2026-11-20T03:00:00.000Z", durationMs: 5, failed: false }];
  },
  trace: async (id, marked) => {
    markings.push(marked);
    return id.startsWith("cd") ? { traceId: id, at: "2026-11-20T03:00:00.000Z", durationMs: 5, spans: [] } : undefined;
  },
  linkTo: () => "https://jaeger.example/search",
};

let app: Awaited<ReturnType<typeof testApp>>;
let without: Awaited<ReturnType<typeof testApp>>;
beforeAll(async () => {
  [app, without] = await Promise.all([testApp({ tracing }), testApp()]);
});
afterAll(async () => {
  await Promise.all([app.close(), without.close()]);
});

const get = async (path: string, of = app) => (await of.inject(path)).json();
const edgeOf = async () => encodeURIComponent(((await get("/api/topology")) as Topology).edges[0]?.id ?? "");

describe("traces", () => {
  it("are of the calls of the edge, in the last quarter of an hour where no span is named", async () => {
    const answer = await get(`/api/traces?edge=${await edgeOf()}&kind=slow&minMs=120`);
    expect(answer).toMatchObject({ backend: "jaeger", link: "https://jaeger.example/search" });
    expect(asked[0]).toMatchObject({
      caller: { app: "storefront", namespace: "shop", version: "v1" },
      callee: { app: "cart", namespace: "shop", version: "v1" },
      kind: "slow",
      minMs: 120,
    });
    expect((asked[0]?.to ?? 0) - (asked[0]?.from ?? 0)).toBeCloseTo(900);
  });

  it("are told with the calls of an edge marked; with none where it is not there, or nobody asks", async () => {
    const path = `/api/traces/${"cd".repeat(8)}`;
    for (const query of [`?edge=${await edgeOf()}`, "?edge=gone", ""]) {
      expect(await get(path + query)).toMatchObject({ traceId: "cd".repeat(8) });
    }
    expect(markings).toEqual([
      expect.objectContaining({
        caller: expect.objectContaining({ app: "storefront" }),
        callee: expect.objectContaining({ app: "cart" }),
      }),
      undefined,
      undefined,
    ]);
    expect(await get(`${path}?edge=a&node=b`)).toMatchObject({ status: 400 });
    expect(await get(`${path}?edge=gone`)).toMatchObject({ notMarked: expect.stringContaining("not on the map") });
    expect(await get(path)).not.toHaveProperty("notMarked");
  });

  it("are told without marks, and why, where no end of an edge has a proxy that writes spans", async () => {
    const destination = { service: "legacy.example.com" };
    const samples = [
      { ...storefrontToCart, source: {}, destination, kind: "requests" as const, code: "200", perSecond: 1 },
    ];
    const telemetry = fakeTelemetry({
      traffic: async () => ({ samples, warnings: [] }),
      latencies: async () => ({ samples: [], warnings: [] }),
    });
    const outside = await testApp({ tracing, telemetry });
    try {
      const { edges } = (await get("/api/topology", outside)) as Topology;
      const edge = encodeURIComponent(edges[0]?.id ?? "");
      const why = "Neither end of this edge runs in the mesh: there are no traces of it.";
      expect(await get(`/api/traces/${"cd".repeat(8)}?edge=${edge}`, outside)).toMatchObject({
        traceId: "cd".repeat(8),
        notMarked: why,
      });
      expect(await get(`/api/traces?edge=${edge}`, outside)).toMatchObject({ status: 404, detail: why });
    } finally {
      await outside.close();
    }
  });

  it.each([
    ["/api/traces", 400, "bad_request"],
    ["/api/traces?edge=nothing", 404, "unknown_subject"],
    ["/api/traces?edge=x&from=1&to=0", 400, "bad_request"],
    ["/api/traces/..%2Fservices", 400, "bad_request"],
    [`/api/traces/${"ab".repeat(8)}`, 404, "not_found"],
  ])("%s is answered with %i", async (path, status, code) => {
    expect(await get(path)).toMatchObject({ status, code });
  });

  it("say what is missing where no tracing system is connected, and why one does not answer", async () => {
    expect(await get(`/api/traces?edge=${await edgeOf()}`, without)).toMatchObject({ status: 503, code: "no_tracing" });
    failing = true;
    expect(await get(`/api/traces?edge=${await edgeOf()}`)).toMatchObject({
      status: 502,
      code: "tracing_unavailable",
      detail: "jaeger:16686 cannot be reached.",
    });
  });

  it("are told of among what is connected", async () => {
    expect(await get("/api/capabilities")).toMatchObject({ tracing: "jaeger" });
    expect(await get("/api/capabilities", without)).not.toHaveProperty("tracing");
  });
});
