import type { CallTree, Differences, Topology } from "@fyr/contract";
import type { TelemetryMoment } from "@fyr/prometheus";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fakeTelemetry, storefrontToCart, traffic } from "../testing/fake-telemetry.ts";
import { testApp } from "../testing/test-app.ts";

const incident = Date.parse("2026-11-20T03:00:00Z") / 1000;
const asked: TelemetryMoment[] = [];
const isOver = (at: number) => at < incident;

let app: Awaited<ReturnType<typeof testApp>>;
beforeAll(async () => {
  const telemetry = fakeTelemetry({
    traffic: async (moment) => {
      asked.push(moment);
      return { samples: traffic(10, isOver(moment.at) ? 0 : 0.2), warnings: [] };
    },
    latencies: async ({ at }) => {
      const sumMsPerSecond = isOver(at) ? 200 : 1000;
      return { samples: [{ ...storefrontToCart, kind: "latency", sumMsPerSecond, countPerSecond: 10 }], warnings: [] };
    },
  });
  app = await testApp({ telemetry });
});
afterAll(async () => {
  await app.close();
  app.observer.close();
});

const get = async <Body>(path: string): Promise<Body> => (await app.inject(path)).json();
const twoMoments = "at=2026-11-20T03:10:00Z&windowSeconds=300&before=2026-11-20T02:50:00Z&beforeWindowSeconds=600";

describe("two moments", () => {
  it("differ by what changed between them, each in its own window", async () => {
    const { now, before, differences } = await get<Differences>(`/api/differences?${twoMoments}`);
    expect(now).toEqual({ at: "2026-11-20T03:10:00.000Z", windowSeconds: 300 });
    expect(before).toEqual({ at: "2026-11-20T02:50:00.000Z", windowSeconds: 600 });
    expect(differences.map(({ kind }) => kind)).toEqual(["failing-more"]);
    expect(differences[0]).toMatchObject({ now: { errorRatio: 0.2 }, before: { errorRatio: 0 }, weight: 2 });
  });

  it("are now and an hour before where none is named", async () => {
    const { now, before } = await get<Differences>("/api/differences");
    expect(Date.parse(now.at) - Date.parse(before.at)).toBe(3_600_000);
    expect(before.windowSeconds).toBe(now.windowSeconds);
  });

  it("are looked at once for all who ask", async () => {
    await get(`/api/differences?${twoMoments}`);
    const before = asked.length;
    await get(`/api/differences?${twoMoments}`);
    await get(`/api/call-tree?${twoMoments}&entry=x`);
    expect(asked).toHaveLength(before);
  });

  it.each([
    ["before=yesterday", "before"],
    ["at=2026-11-20T03:00:00Z&before=2026-11-20T03:00:00Z", "before"],
    ["before=2999-01-01T00:00:00Z", "before"],
    ["windowSeconds=0", "windowSeconds"],
  ])("are refused as ?%s, and %s is named", async (query, field) => {
    for (const path of ["/api/differences?", "/api/call-tree?entry=x&"]) {
      expect(await get(path + query)).toMatchObject({ status: 400, code: "bad_request", field });
    }
  });
});

describe("a tree of calls", () => {
  it("begins at a node of the map and tells both moments", async () => {
    const { nodes } = await get<Topology>("/api/topology?at=2026-11-20T03:10:00Z");
    const entry = nodes.find(({ name }) => name === "storefront")?.id ?? "";
    const { hops } = await get<CallTree>(`/api/call-tree?${twoMoments}&entry=${encodeURIComponent(entry)}`);
    expect(hops).toHaveLength(2);
    expect(hops[1]).toMatchObject({
      parent: 0,
      worst: true,
      now: { calls: 1, meanMs: 100, ownMs: 100, errorRatio: 0.2 },
      before: { meanMs: 20, ownMs: 20, errorRatio: 0 },
    });
  });

  it("is not found for what had no requests at either", async () => {
    expect(await get(`/api/call-tree?${twoMoments}&entry=nobody`)).toMatchObject({
      status: 404,
      code: "not_found",
      field: "entry",
    });
  });
});

it("tells how long hops take now though the live picture knows only rates as yet", async () => {
  let asked = 0;
  const telemetry = fakeTelemetry({
    latencies: async () => {
      asked++;
      if (asked === 1) await new Promise(() => undefined);
      return {
        samples: [{ ...storefrontToCart, kind: "latency", sumMsPerSecond: 200, countPerSecond: 10 }],
        warnings: [],
      };
    },
  });
  const early = await testApp({ telemetry });
  const leave = early.observer.subscribe(() => undefined);
  const { nodes, edges } = (await early.inject("/api/topology")).json<Topology>();
  expect(edges[0]?.latencyMs).toBeUndefined();
  const entry = nodes.find(({ name }) => name === "storefront")?.id ?? "";
  const { hops } = (await early.inject(`/api/call-tree?entry=${encodeURIComponent(entry)}`)).json<CallTree>();
  expect(hops.map(({ now }) => now?.meanMs)).toContain(20);
  leave();
  await early.close();
  early.observer.close();
});
