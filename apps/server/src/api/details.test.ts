import type { Details, Topology } from "@fyr/contract";
import type { TelemetryMoment } from "@fyr/prometheus";
import { histogramQuantile, type TrafficSample } from "@fyr/topology";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { fakeTelemetry, storefrontToCart, traffic } from "../testing/fake-telemetry.ts";
import { watch } from "../testing/observe.ts";
import { testApp } from "../testing/test-app.ts";

const start = Date.parse("2026-11-20T03:00:00Z");
const bounds = [10, 100, Number.POSITIVE_INFINITY];

/** Every window has its own spread, so that the wrong one is seen. */
function durations({ at, windowSeconds }: TelemetryMoment): readonly TrafficSample[] {
  const fast = 2 + ((at / windowSeconds) % 5);
  const histogram = { bounds, perSecond: [fast, 9, 10] };
  return [{ ...storefrontToCart, kind: "latency", histogram, sumMsPerSecond: 200, countPerSecond: 10 }];
}

let app: Awaited<ReturnType<typeof testApp>>;
let asked: TelemetryMoment[];

beforeEach(async () => {
  vi.useFakeTimers({ now: start, toFake: ["Date", "setTimeout", "clearTimeout", "setInterval", "clearInterval"] });
  asked = [];
  const ask = async (_keys: unknown, moment: TelemetryMoment) => {
    asked.push(moment);
    return { latencyBuckets: [{ upToMs: 10, perSecond: 1 }, { perSecond: 99 }] };
  };
  const telemetry = fakeTelemetry({
    traffic: async () => ({ samples: traffic(10), warnings: [] }),
    latencies: async (moment) => ({ samples: durations(moment), warnings: [] }),
    edgeLatencyBuckets: ask,
  });
  app = await testApp({ telemetry });
});
afterEach(async () => {
  await app.close();
  app.observer.close();
  vi.useRealTimers();
});

const get = async <Body>(path: string): Promise<Body> => (await app.inject(path)).json();
const detailsOf = (id: string | undefined, rest = "") =>
  get<Extract<Details, { type: "edge" }>>(`/api/details?edge=${encodeURIComponent(id ?? "")}${rest}`);

describe("the details of an edge", () => {
  it.each([60, 300])("spread as its percentiles say, of the same moment, in a live window of %i s", async (window) => {
    watch(app.observer);
    await vi.advanceTimersByTimeAsync(423_000);
    watch(app.observer, { windowSeconds: window });
    await vi.advanceTimersByTimeAsync(1000);
    const picture = await get<Topology>(`/api/topology?windowSeconds=${window}`);
    const edge = picture.edges[0];
    const details = await detailsOf(edge?.id, `&windowSeconds=${window}`);
    expect(details).toMatchObject({ at: picture.at, windowSeconds: window });
    expect(asked.at(-1)).toEqual({ at: Date.parse(picture.at) / 1000, windowSeconds: window });
    let sum = 0;
    const perSecond = details.latencyBuckets.map((bucket) => {
      sum += bucket.perSecond;
      return sum;
    });
    expect(histogramQuantile(0.5, { bounds, perSecond })).toBeCloseTo(edge?.latencyMs?.p50 ?? 0, 1);
    expect(details.latencyBuckets.at(-1)?.perSecond).toBeCloseTo(1);
  });

  it("are asked for in a window nobody watches, and of the past", async () => {
    const picture = await get<Topology>("/api/topology");
    const id = picture.edges[0]?.id;
    for (const rest of ["&windowSeconds=420", "&at=2026-11-20T02:00:00Z"]) {
      expect((await detailsOf(id, rest)).latencyBuckets).toEqual([{ upToMs: 10, perSecond: 1 }, { perSecond: 99 }]);
    }
  });

  it("are those of an edge that is quiet by now, in a window it is still in", async () => {
    await app.close();
    app.observer.close();
    const telemetry = fakeTelemetry({
      traffic: async ({ windowSeconds }) => ({ samples: windowSeconds > 60 ? traffic(10) : [], warnings: [] }),
    });
    app = await testApp({ telemetry });
    const { edges } = await get<Topology>("/api/topology?windowSeconds=600");
    expect(edges).toHaveLength(1);
    for (const at of ["", "&at=2026-11-20T02:00:00Z"]) {
      const details = await detailsOf(edges[0]?.id, `&windowSeconds=600${at}`);
      expect(details).toMatchObject({ type: "edge", windowSeconds: 600 });
    }
  });
});
