import type { Topology } from "@fyr/contract";
import { PrometheusError, untilAborted } from "@fyr/prometheus";
import { applyDiff, type TrafficSample } from "@fyr/topology";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { fakeTelemetry, storefrontToCart, traffic } from "../testing/fake-telemetry.ts";
import { observe as newObserver, watch as watchObserver } from "../testing/observe.ts";
import type { Observer } from "./observer.ts";
import type { LookingTelemetry } from "./source/telemetry.ts";

const start = Date.parse("2026-11-20T03:00:00Z");
const nobody = new AbortController().signal;

let observer: Observer;
beforeEach(() => vi.useFakeTimers({ now: start }));
afterEach(() => {
  observer.close();
  vi.useRealTimers();
});

function observe(telemetry: LookingTelemetry): Observer {
  observer = newObserver(telemetry);
  return observer;
}

const watch = (subscription?: Parameters<Observer["subscribe"]>[1]) => watchObserver(observer, subscription);
const seconds = (count: number) => vi.advanceTimersByTimeAsync(count * 1000);
const never = () => new Promise<never>(() => undefined);

describe("cutting", () => {
  it.each([60, 300])("asks nothing for another grain of a picture of %i s that is watched", async (windowSeconds) => {
    const telemetry = fakeTelemetry();
    observe(telemetry);
    watch({ windowSeconds });
    await seconds(6);
    const before = telemetry.calls.length;
    const cut = await observer.at({ windowSeconds, grain: "service" }, nobody);
    expect(cut).toMatchObject({ windowSeconds, grain: "service", revision: 0 });
    expect(telemetry.calls).toHaveLength(before);
  });

  it("has the numbers of the newest look", async () => {
    let perSecond = 10;
    observe(fakeTelemetry({ traffic: async () => ({ samples: traffic(perSecond), warnings: [] }) }));
    watch();
    await seconds(1);
    const rates = async () =>
      (await observer.at({ grain: "app" }, nobody)).edges.map(({ requestsPerSecond }) => requestsPerSecond);
    expect(await rates()).toEqual([10]);
    perSecond = 20;
    await seconds(6);
    expect(await rates()).toEqual([20]);
  });
});

describe("looking", () => {
  it("asks nothing while nobody watches", async () => {
    const telemetry = fakeTelemetry();
    observe(telemetry);
    await seconds(600);
    expect(telemetry.calls).toEqual([]);
  });

  it("looks once for all who watch", async () => {
    const telemetry = fakeTelemetry({ oldestSample: async () => undefined });
    observe(telemetry);
    const viewers = Array.from({ length: 10 }, () => watch());
    await seconds(0.1);
    expect(telemetry.calls.filter((call) => call === "traffic")).toHaveLength(1);
    for (const { names } of viewers) expect(names()[0]).toBe("snapshot");
  });

  it("rests half a minute after the last viewer left", async () => {
    const telemetry = fakeTelemetry();
    observe(telemetry);
    const { leave } = watch();
    await seconds(20);
    leave();
    await seconds(40);
    const before = telemetry.calls.length;
    await seconds(300);
    expect(telemetry.calls).toHaveLength(before);
    watch();
    await seconds(0.1);
    expect(telemetry.calls.length).toBeGreaterThan(before);
  });

  it("shows rates at once to whoever comes just after looks have ended", async () => {
    let isQuick = true;
    const quick = fakeTelemetry();
    observe(fakeTelemetry({ latencies: (...asked) => (isQuick ? quick.latencies(...asked) : never()) }));
    watch().leave();
    await seconds(40);
    isQuick = false;
    const { events } = watch();
    await seconds(0.1);
    expect(events).toMatchObject([{ event: "snapshot", data: { at: "2026-11-20T03:00:35.000Z" } }]);
  });

  it("measures at once for whoever comes after a rest", async () => {
    let comes = true;
    const telemetry = fakeTelemetry({
      newestSample: async (at) => (comes ? { at, spacingSeconds: 5 } : await never()),
    });
    observe(telemetry);
    watch().leave();
    await seconds(300);
    comes = false;
    const before = telemetry.calls.filter((call) => call === "traffic").length;
    watch();
    await seconds(0.1);
    expect(telemetry.calls.filter((call) => call === "traffic")).toHaveLength(before + 1);
  });

  it("shows the rates before the latencies", async () => {
    observe(fakeTelemetry({ latencies: never }));
    const { events } = watch();
    await seconds(0.1);
    expect(events[0]).toMatchObject({ event: "snapshot", data: { edges: [{ requestsPerSecond: 10 }] } });
  });

  it("tells in diffs what carries each picture to the next", async () => {
    let rate = 10;
    observe(fakeTelemetry({ traffic: async () => ({ samples: traffic(rate++), warnings: [] }) }));
    const { events } = watch();
    await seconds(30);
    let seen: Topology | undefined;
    for (const event of events) {
      if (event.event === "snapshot") seen = event.data;
      if (event.event === "diff" && seen !== undefined) seen = applyDiff(seen, event.data);
    }
    expect(events.length).toBeGreaterThan(5);
    expect({ ...seen, sources: [] }).toEqual({ ...observer.current(), sources: [] });
  });

  it("cuts a stream to its namespaces", async () => {
    observe(fakeTelemetry());
    const { events } = watch({ namespaces: ["payments"] });
    await seconds(0.1);
    expect(events[0]).toMatchObject({ event: "snapshot", data: { edges: [] } });
  });

  it("looks in as many windows as are watched, up to a few", async () => {
    observe(fakeTelemetry());
    for (const windowSeconds of [60, 120, 300, 600, 900, 1800]) watch({ windowSeconds });
    await seconds(0.1);
    expect(() => watch({ windowSeconds: 3600 })).toThrow(/Too many/);
  });
});

describe("a source that does not answer", () => {
  it("keeps the last picture and says within two refreshes that it is old", async () => {
    let hangs = false;
    observe(
      fakeTelemetry({ traffic: () => (hangs ? never() : Promise.resolve({ samples: traffic(10), warnings: [] })) }),
    );
    const { events } = watch();
    await seconds(7);
    hangs = true;
    const before = events.length;
    await seconds(10);
    const stale = events.slice(before).find(({ event }) => event === "stale");
    expect(stale).toMatchObject({ data: { sources: [{ name: "prometheus", status: "stale" }, {}] } });
    expect(observer.current()?.edges).toHaveLength(1);
  });

  it("is never asked a second time while it hangs", async () => {
    let asking = 0;
    let most = 0;
    let hangs = false;
    const hang = async (signal: AbortSignal | undefined) => {
      most = Math.max(most, ++asking);
      await new Promise((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));
    };
    const ask = async <T>(answer: T, signal: AbortSignal | undefined): Promise<T> => {
      if (hangs) await hang(signal).finally(() => asking--);
      return answer;
    };
    const measured = { samples: traffic(10), warnings: [] };
    observe(
      fakeTelemetry({
        traffic: (_moment, signal) => ask(measured, signal),
        latencies: (_moment, signal) => ask({ samples: [], warnings: [] }, signal),
        messages: (_moment, signal) => ask({ samples: [], warnings: [] }, signal),
        version: (signal) => ask("2", signal),
      }),
    );
    watch();
    await seconds(7);
    hangs = true;
    await seconds(20);
    most = asking;
    await seconds(300);
    expect(most).toBe(1);
    hangs = false;
    await seconds(16);
    expect(observer.current()?.sources[0]).toMatchObject({ status: "ok" });
  });

  it("recovers by itself within ten seconds of a refusal", async () => {
    let down = false;
    const answer = async () => {
      if (down) throw new PrometheusError("prometheus_unavailable", "Nobody is at prometheus:9090.");
      return { samples: traffic(10), warnings: [] };
    };
    observe(fakeTelemetry({ traffic: answer }));
    const { events } = watch();
    await seconds(7);
    down = true;
    await seconds(60);
    expect(observer.current()?.sources[0]).toMatchObject({ status: "stale", message: "Nobody is at prometheus:9090." });
    expect(observer.current()?.sources[0]?.ageSeconds).toBeGreaterThan(50);
    down = false;
    await seconds(10);
    expect(events.at(-1)).toMatchObject({ event: "diff", data: { header: { sources: [{ status: "ok" }, {}] } } });
  });

  it("is told apart from latencies that fail alone", async () => {
    observe(
      fakeTelemetry({
        latencies: () => Promise.reject(new PrometheusError("prometheus_rejected", "Too many samples.")),
      }),
    );
    watch();
    await seconds(7);
    expect(observer.current()?.sources[0]).toMatchObject({ status: "ok" });
    expect(observer.current()?.warnings).toContain("Latencies could not be read: Too many samples.");
  });
});

describe("moments", () => {
  it("asks once for a moment of the past, however often it is wanted", async () => {
    const telemetry = fakeTelemetry();
    observe(telemetry);
    const query = { at: start / 1000 - 3600 };
    const [one, two] = await Promise.all([observer.at(query, nobody), observer.at(query, nobody)]);
    expect(two).toBe(one);
    await observer.at({ ...query, grain: "app" }, nobody);
    expect(telemetry.calls.filter((call) => call === "messages")).toHaveLength(1);
  });

  it("goes on for the others when one who asked has left", async () => {
    const gate = Promise.withResolvers<void>();
    const telemetry = fakeTelemetry({
      traffic: async () => {
        await gate.promise;
        return { samples: traffic(1), warnings: [] };
      },
    });
    observe(telemetry);
    const leaving = new AbortController();
    const query = { at: start / 1000 - 3600 };
    const one = observer.at(query, leaving.signal);
    const two = observer.at(query, nobody);
    leaving.abort();
    gate.resolve();
    await expect(one).rejects.toThrow();
    expect((await two).edges).toHaveLength(1);
  });

  it("does not tell of the pods of today", async () => {
    observe(fakeTelemetry());
    observer.setInventory({
      workloads: [
        {
          ...{ cluster: "north", namespace: "shop", name: "cart", workloadKind: "Deployment", inMesh: true },
          ...{ role: "workload", pods: { ready: 2, total: 2 }, services: [], podNames: [] },
        },
      ],
      ...{ services: [], serviceEntries: [], routes: [], circuitBreakerHosts: [], namespaces: [] },
    });
    const { nodes } = await observer.at({ at: start / 1000 - 3600 }, nobody);
    const cart = nodes.find(({ name }) => name === "cart");
    expect(cart?.workloadKind).toBe("Deployment");
    expect(cart).not.toHaveProperty("pods");
  });

  it("refuses the future", async () => {
    observe(fakeTelemetry());
    await expect(observer.at({ at: start / 1000 + 60 }, nobody)).rejects.toMatchObject({
      code: "bad_request",
      field: "at",
      message: "That moment lies in the future; it is 03:00:00 UTC now.",
    });
  });

  it("says that there is nothing from before the oldest sample", async () => {
    const telemetry = fakeTelemetry({
      oldestSample: async () => start / 1000 - 100,
      traffic: async () => ({ samples: [], warnings: [] }),
    });
    const picture = await observe(telemetry).at({ at: 1 }, nobody);
    expect(picture.warnings).toContain("Prometheus has nothing from before 2026-11-20T02:58:20.000Z.");
  });
});

/** All requests of the one edge took this long. */
function timed(ms: number): TrafficSample {
  const histogram = { bounds: [ms - 1, ms, Number.POSITIVE_INFINITY], perSecond: [0, 20, 20] };
  return { ...storefrontToCart, kind: "latency", histogram, sumMsPerSecond: 20 * ms, countPerSecond: 20 };
}

describe("since", () => {
  it("finds when a failing edge left healthy", async () => {
    const onset = start / 1000 - 1800;
    observe(
      fakeTelemetry({
        traffic: async ({ at }) => ({ samples: traffic(20, at >= onset ? 0.1 : 0), warnings: [] }),
        series: async (subject, { from, to, stepSeconds }) => {
          expect(subject).toMatchObject({ edges: [storefrontToCart] });
          const times = Array.from({ length: (to - from) / stepSeconds + 1 }, (_, i) => from + i * stepSeconds);
          return { times, errorRatio: times.map((time) => (time >= onset ? 0.1 : 0)) };
        },
      }),
    );
    watch();
    await seconds(7);
    const problem = observer.current()?.problems.find(({ kind }) => kind === "server-errors");
    expect(problem?.since).toBeDefined();
    expect(Math.abs(Date.parse(problem?.since ?? "") / 1000 - onset)).toBeLessThanOrEqual(5);
  });

  it("is looked for again when nobody had stayed to hear of it", async () => {
    const onset = start / 1000 - 1800;
    let isSlow = true;
    observe(
      fakeTelemetry({
        traffic: async () => ({ samples: traffic(20, 0.1), warnings: [] }),
        series: async (_subject, { from, to, stepSeconds }, signal) => {
          if (isSlow) await untilAborted(never(), signal ?? nobody);
          const times = Array.from({ length: (to - from) / stepSeconds + 1 }, (_, i) => from + i * stepSeconds);
          return { times, errorRatio: times.map((time) => (time >= onset ? 0.1 : 0)) };
        },
      }),
    );
    const { leave } = watch();
    await seconds(1);
    observer.close();
    leave();
    await seconds(60);
    isSlow = false;
    watch();
    await seconds(7);
    expect(observer.current()?.problems[0]?.since).toBeDefined();
  });

  it.each(["watched all along", "looked back on"])(
    "stays the first leaving of healthy when an edge that is slow begins to fail (%s)",
    async (how) => {
      const onset = start / 1000 - 600;
      const fails = how === "watched all along" ? start / 1000 + 30 : start / 1000 - 120;
      const slowMs = (at: number) => (at >= onset ? 2000 : 100);
      const share = (at: number) => (at >= fails ? 0.1 : 0);
      observe(
        fakeTelemetry({
          traffic: async ({ at }) => ({ samples: traffic(20, share(at)), warnings: [] }),
          latencies: async ({ at }) => ({ samples: [timed(slowMs(at))], warnings: [] }),
          series: async (_subject, { from, to, stepSeconds }) => {
            const times = Array.from({ length: (to - from) / stepSeconds + 1 }, (_, i) => from + i * stepSeconds);
            return { times, errorRatio: times.map(share), p95Ms: times.map(slowMs) };
          },
        }),
      );
      watch();
      await seconds(60);
      const problem = observer.current()?.problems[0];
      expect(problem?.kind).toBe("server-errors");
      expect(Math.abs(Date.parse(problem?.since ?? "") / 1000 - onset)).toBeLessThanOrEqual(5);
    },
  );

  it("begins anew for a problem that had been over", async () => {
    const first = start / 1000 - 600;
    const over = start / 1000 + 20;
    const again = start / 1000 + 200;
    const share = (at: number): number => ((at >= first && at < over) || at >= again ? 0.1 : 0);
    /** As rates are: what the window before each moment held. */
    const mean = (at: number, window: number) => {
      const moments = Array.from({ length: window / 5 }, (_, i) => share(at - i * 5));
      return moments.reduce((sum, one) => sum + one, 0) / moments.length;
    };
    observe(
      fakeTelemetry({
        traffic: async ({ at, windowSeconds }) => ({ samples: traffic(20, mean(at, windowSeconds)), warnings: [] }),
        series: async (_subject, { from, to, stepSeconds, windowSeconds }) => {
          const times = Array.from({ length: (to - from) / stepSeconds + 1 }, (_, i) => from + i * stepSeconds);
          return { times, errorRatio: times.map((time) => mean(time, windowSeconds)) };
        },
      }),
    );
    watch();
    await seconds(225);
    const problem = observer.current()?.problems.find(({ kind }) => kind === "server-errors");
    expect(Math.abs(Date.parse(problem?.since ?? "") / 1000 - again)).toBeLessThanOrEqual(30);
  });
});

describe("the usual", () => {
  it("stays that of before the trouble, however long the trouble lasts", async () => {
    const onset = start / 1000 + 60;
    const slowMs = (at: number) => (at > onset ? 2000 : 100);
    observe(
      fakeTelemetry({
        traffic: async () => ({ samples: traffic(20), warnings: [] }),
        latencies: async ({ at }) => ({ samples: [timed(slowMs(at))], warnings: [] }),
      }),
    );
    watch();
    await seconds(120);
    const slow = () => observer.current()?.problems.find(({ kind }) => kind === "slow");
    expect(slow()?.usual?.p95Ms).toBeLessThanOrEqual(100);
    await seconds(7200);
    expect(slow()?.usual?.p95Ms).toBeLessThanOrEqual(100);
  });

  it("is known of what a gateway sends, whenever the cluster is read", async () => {
    const ingress = { ...storefrontToCart, source: { cluster: "north", namespace: "edge", workload: "ingress" } };
    const samples = [{ ...ingress, kind: "requests" as const, code: "503", perSecond: 10 }];
    observe(fakeTelemetry({ traffic: async () => ({ samples, warnings: [] }) }));
    watch();
    await seconds(7);
    observer.setInventory({
      workloads: [
        {
          cluster: "north",
          namespace: "edge",
          name: "ingress",
          workloadKind: "Deployment",
          inMesh: true,
          role: "gateway",
          pods: { ready: 1, total: 1 },
          services: [],
          podNames: [],
        },
      ],
      services: [],
      serviceEntries: [],
      routes: [],
      circuitBreakerHosts: [],
      namespaces: ["edge"],
    });
    await seconds(7);
    const topology = observer.current();
    expect(topology?.nodes.map(({ kind }) => kind)).toContain("gateway");
    expect(topology?.problems[0]?.usual?.requestsPerSecond).toBe(10);
  });
});
