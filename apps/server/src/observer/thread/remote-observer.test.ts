import type { Topology } from "@fyr/contract";
import { PrometheusError } from "@fyr/prometheus";
import { afterEach, expect, it } from "vitest";
import { fakeTelemetry } from "../../testing/fake-telemetry.ts";
import { observe } from "../../testing/observe.ts";
import type { SentEvent } from "../any-observer.ts";
import type { ObserverEvent } from "../observer.ts";
import type { ToThread } from "./messages.ts";
import { createRemoteObserver } from "./remote-observer.ts";
import { serveObserver } from "./serve-observer.ts";
import type { LookingThread, ThreadEars } from "./thread-line.ts";

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

/** Both sides in one thread; what crosses is cloned as between two. `die` ends the thread that runs. */
function remote(telemetry = fakeTelemetry()) {
  const starts: ThreadEars[] = [];
  const start = (ears: ThreadEars): LookingThread => {
    starts.push(ears);
    const observer = observe(telemetry);
    const isRunning = () => starts.at(-1) === ears;
    const serve = serveObserver({ observer, telemetry }, (message) => {
      const crossed = structuredClone(message);
      queueMicrotask(() => isRunning() && ears.onMessage(crossed));
    });
    stops.push(observer.close);
    return {
      post: (message: ToThread) => {
        const crossed = structuredClone(message);
        queueMicrotask(() => serve(crossed));
      },
      end: () => undefined,
    };
  };
  const metrics = { ticked: () => undefined, subscribed: () => undefined };
  const made = createRemoteObserver({
    start,
    metrics,
    onRequest: () => undefined,
    onMishap: () => undefined,
    restMs: 1,
    kubernetes: { name: "kubernetes", status: "off" },
  });
  stops.push(made.observer.close);
  return { ...made, starts, die: () => starts.at(-1)?.onDeath(new Error("out of memory")) };
}

function textOf(event: ObserverEvent | SentEvent | undefined): string {
  return event !== undefined && "bytes" in event ? event.bytes.toString() : "";
}

const never = new AbortController().signal;

it("sends all viewers the same bytes, written once", async () => {
  const { observer } = remote();
  const [some, others]: (ObserverEvent | SentEvent)[][] = [[], []];
  await observer.subscribe((event) => some?.push(event));
  await observer.subscribe((event) => others?.push(event));
  await expect.poll(() => textOf(others?.[0])).toContain("event: snapshot\ndata: {");
  expect(some?.[0]).toBe(others?.[0]);
  expect(observer.hasPicture()).toBe(true);
});

it("answers what the observer answers", async () => {
  const { observer, telemetry } = remote();
  const topology: Topology = await observer.at({ grain: "namespace" }, never);
  expect(topology.nodes.map(({ name }) => name)).toEqual(["shop"]);
  expect(await observer.current()).toMatchObject({ grain: "workload" });
  const [edge] = topology.edges;
  expect(edge && (await observer.resolve({ edge: edge.id }, {}, never))).toMatchObject({ type: "edge" });
  expect(await telemetry.scrapeInterval(0, never)).toBe(5);
});

it("fails as the observer and its telemetry fail", async () => {
  const hosts = async () => Promise.reject(new PrometheusError("prometheus_rejected", "No."));
  const { observer, telemetry } = remote(fakeTelemetry({ hosts }));
  for (const windowSeconds of [61, 62, 63, 64, 65]) await observer.subscribe(() => undefined, { windowSeconds });
  const oneMore = observer.subscribe(() => undefined, { windowSeconds: 66 });
  await expect(oneMore).rejects.toMatchObject({ code: "too_many_requests", field: "windowSeconds" });
  await expect(telemetry.hosts([], { at: 0, windowSeconds: 60 }, never)).rejects.toThrow(PrometheusError);
});

it("stops what nobody waits for any more", async () => {
  let asked: AbortSignal | undefined;
  const version = (signal: AbortSignal) => {
    asked = signal;
    return new Promise<string>(() => undefined);
  };
  const { telemetry } = remote(fakeTelemetry({ version }));
  const leaving = new AbortController();
  const answer = telemetry.version(leaving.signal);
  await expect.poll(() => asked).toBeDefined();
  leaving.abort(new Error("gone"));
  await expect(answer).rejects.toThrow("gone");
  await expect.poll(() => asked?.aborted).toBe(true);
});

it("is stale when its thread dies, until the next one has looked", async () => {
  const { observer, die, starts } = remote();
  const events: (ObserverEvent | SentEvent)[] = [];
  await observer.subscribe((event) => events.push(event));
  await expect.poll(() => events.map(({ event }) => event)).toContain("snapshot");
  die();
  expect(textOf(events.at(-1))).toContain('"status":"stale","message":"Fyr has to look anew."');
  await expect(observer.at({}, never)).rejects.toMatchObject({ code: "not_ready" });
  const stale = events.length;
  await expect.poll(() => events.length).toBeGreaterThan(stale);
  expect(textOf(events[stale])).toContain("event: snapshot");
  expect(starts).toHaveLength(2);
});
