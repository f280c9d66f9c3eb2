import type { SourceState } from "@fyr/contract";
import { PrometheusError } from "@fyr/prometheus";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { fakeTelemetry, traffic } from "../../testing/fake-telemetry.ts";
import { observe, watch } from "../../testing/observe.ts";
import type { Observer, ObserverEvent } from "../observer.ts";

const start = Date.parse("2026-11-20T03:00:00Z");
const nobody = new AbortController().signal;
const seconds = (count: number) => vi.advanceTimersByTimeAsync(count * 1000);

let observer: Observer;
let prometheus: "answers" | "hangs" | "refuses";
let answersAfterMs: number;
let latenciesAfterMs: number;

beforeEach(async () => {
  vi.useFakeTimers({ now: start });
  prometheus = "answers";
  answersAfterMs = 0;
  latenciesAfterMs = 0;
  observer = observe(
    fakeTelemetry({
      traffic: async () => {
        if (prometheus === "hangs") return new Promise<never>(() => undefined);
        if (prometheus === "refuses") throw new PrometheusError("prometheus_unavailable", "Nobody is there.");
        await new Promise((resolve) => setTimeout(resolve, answersAfterMs));
        return { samples: traffic(10), warnings: [] };
      },
      latencies: async () => {
        await new Promise((resolve) => setTimeout(resolve, latenciesAfterMs));
        return { samples: [], warnings: [] };
      },
    }),
  );
});
afterEach(() => {
  observer.close();
  vi.useRealTimers();
});

/** A picture is held and nobody has watched for ten minutes. */
async function nobodyWatched(): Promise<void> {
  const { leave } = watch(observer);
  await seconds(7);
  leave();
  await seconds(600);
}

function sourcesOf(event: ObserverEvent | undefined): readonly SourceState[] | undefined {
  return event?.event === "diff" ? event.data.header.sources : event?.data.sources;
}

const momentOf = (event: ObserverEvent | undefined) =>
  event?.event === "snapshot" ? Date.parse(event.data.at) : undefined;

it("are sent the fresh picture, and never the old one, when Prometheus answers", async () => {
  await nobodyWatched();
  const { events } = watch(observer);
  expect(events).toEqual([]);
  await seconds(0.1);
  expect(events[0]?.event).toBe("snapshot");
  expect(momentOf(events[0])).toBeGreaterThan(Date.now() - 10_000);
  expect(sourcesOf(events[0])?.[0]).toMatchObject({ status: "ok", ageSeconds: 0 });
});

it("are shown rates before latencies have come", async () => {
  await nobodyWatched();
  latenciesAfterMs = 900;
  const { events } = watch(observer);
  await seconds(0.1);
  expect(events[0]).toMatchObject({ event: "snapshot", data: { edges: [{ requestsPerSecond: 10 }] } });
});

it("wait some refreshes for an answer that is slow", async () => {
  await nobodyWatched();
  answersAfterMs = 8_000;
  const { events } = watch(observer);
  await seconds(7.9);
  expect(events).toEqual([]);
  await seconds(0.2);
  expect(momentOf(events[0])).toBeGreaterThan(Date.now() - 20_000);
});

it("are sent the old picture with its age when no answer comes", async () => {
  await nobodyWatched();
  prometheus = "hangs";
  const { events } = watch(observer);
  await seconds(10.1);
  expect(events[0]?.event).toBe("snapshot");
  expect(sourcesOf(events[0])?.[0]).toMatchObject({ status: "stale" });
  expect(sourcesOf(events[0])?.[0]?.ageSeconds).toBeGreaterThan(570);
});

it("are sent the old picture at once when the look fails", async () => {
  await nobodyWatched();
  prometheus = "refuses";
  const { events } = watch(observer);
  await seconds(0.1);
  expect(events[0]?.event).toBe("snapshot");
  expect(sourcesOf(events[0])?.[0]).toMatchObject({ status: "stale", message: "Nobody is there." });
});

it("go on where they left only when what they missed leads to a fresh picture", async () => {
  const { events: seen, leave } = watch(observer);
  await seconds(0.1);
  const lastEventId = seen[0]?.event === "snapshot" ? seen[0].id : "";
  await seconds(7);
  leave();
  await seconds(600);
  const { events, names } = watch(observer, { lastEventId });
  expect(events).toEqual([]);
  await seconds(0.1);
  expect(names()).not.toContain("snapshot");
  expect(events.length).toBeGreaterThan(1);
  expect(sourcesOf(events.at(-1))?.[0]).toMatchObject({ status: "ok", ageSeconds: 0 });
});

it("read the same age as all others while Prometheus does not answer", async () => {
  const first = watch(observer);
  await seconds(7);
  prometheus = "hangs";
  await seconds(40);
  const second = watch(observer);
  const told = sourcesOf(second.events.at(-1))?.[0];
  expect(second.events[0]?.event).toBe("snapshot");
  expect(sourcesOf(second.events[0])).toEqual(observer.current()?.sources);
  expect(told?.status).toBe("stale");
  expect(told?.ageSeconds).toBeGreaterThanOrEqual(36);
  expect(told?.message).toBe(`Prometheus has not answered: its last good answer is ${told?.ageSeconds} s old.`);
  await seconds(30);
  expect(sourcesOf(first.events.at(-1))).toEqual(sourcesOf(second.events.at(-1)));
});

it("read how old a picture is that others have been shown for some seconds", async () => {
  watch(observer);
  await seconds(9.5);
  const { events } = watch(observer);
  expect(sourcesOf(events[0])?.[0]).toMatchObject({ status: "ok", ageSeconds: 3 });
});

it("cut to a scope are treated alike", async () => {
  await nobodyWatched();
  const { events } = watch(observer, { namespaces: ["shop"] });
  expect(events).toEqual([]);
  await seconds(0.1);
  expect(events).toHaveLength(1);
  expect(sourcesOf(events[0])?.[0]).toMatchObject({ status: "ok" });
});

it("who ask for one picture wait as long as those who watch", async () => {
  await nobodyWatched();
  prometheus = "hangs";
  const asked = observer.at({}, nobody);
  await seconds(10.1);
  const { sources } = await asked;
  expect(sources[0]?.status).toBe("stale");
  expect(sources[0]?.ageSeconds).toBeGreaterThan(570);
});
