import { once } from "node:events";
import { connect } from "node:net";
import { type ChangeId, StreamEventSchema, type TopologyDiff, type TopologySnapshot } from "@fyr/contract";
import { PrometheusError } from "@fyr/prometheus";
import { applyDiff, readSnapshot } from "@fyr/topology";
import type { FastifyInstance } from "fastify";
import { Value } from "typebox/value";
import { afterEach, expect, it } from "vitest";
import type { Edits } from "../changes/edits/create-edits.ts";
import type { EditListener } from "../changes/edits/dependencies.ts";
import { fakeTelemetry, traffic } from "../testing/fake-telemetry.ts";
import { readEvents } from "../testing/read-events.ts";
import { testApp } from "../testing/test-app.ts";

let app: FastifyInstance | undefined;
const openStreams: AbortController[] = [];

afterEach(async () => {
  for (const stream of openStreams.splice(0)) stream.abort();
  await app?.close();
  app = undefined;
});

/** A server on a real socket whose numbers rise with every look. */
async function serve(parts: Parameters<typeof fakeTelemetry>[0] = {}): Promise<string> {
  let looks = 0;
  const telemetry = fakeTelemetry({
    traffic: async () => ({ samples: traffic(10 + ++looks), warnings: [] }),
    ...parts,
  });
  app = await testApp({ telemetry, refreshSeconds: 1 });
  return app.listen({ host: "127.0.0.1", port: 0 });
}

async function open(url: string, headers: Record<string, string> = {}) {
  const stop = new AbortController();
  openStreams.push(stop);
  const response = await fetch(`${url}/api/topology/stream`, { headers, signal: stop.signal });
  if (response.body === null) throw new Error("no body");
  return { response, events: readEvents(response.body), stop };
}

async function next(events: ReturnType<typeof readEvents>, name: string) {
  for await (const event of { [Symbol.asyncIterator]: () => ({ next: () => events.next() }) }) {
    if (event.event === name) return event;
  }
  throw new Error(`the stream ended before ${name}`);
}

it("sends a snapshot, then diffs that carry it on", async () => {
  const { events, response } = await open(await serve());
  expect(response.headers.get("content-type")).toContain("text/event-stream");
  const snapshot = await next(events, "snapshot");
  const diff = await next(events, "diff");
  for (const { event, data } of [snapshot, diff]) {
    expect(Value.Errors(StreamEventSchema, { event, data })).toEqual([]);
  }
  const before = readSnapshot(snapshot.data as TopologySnapshot);
  const after = applyDiff(before, diff.data as TopologyDiff);
  expect(after.revision).toBe(before.revision + 1);
  expect(diff.id).toBe(`e-${after.revision}`);
});

it.each(["gzip", "identity"])("reads the same with %s", async (encoding) => {
  const { events, response } = await open(await serve(), { "accept-encoding": encoding });
  expect(response.headers.get("content-encoding")).toBe(encoding === "gzip" ? "gzip" : null);
  expect((await next(events, "snapshot")).data).toMatchObject({ provider: "istio" });
  expect((await next(events, "diff")).data).toHaveProperty("edges");
});

it("goes on where a viewer left, when the diffs are still held", async () => {
  const url = await serve();
  const staying = await open(url);
  const first = await open(url);
  const { id } = await next(first.events, "snapshot");
  first.stop.abort();
  await next(staying.events, "diff");
  const again = await open(url, { "last-event-id": id ?? "" });
  expect(await next(again.events, "diff")).toMatchObject({ data: { from: Number(id?.split("-")[1]) } });
});

it("greets a viewer of another process with a snapshot", async () => {
  const { events } = await open(await serve(), { "last-event-id": "other-1" });
  expect((await next(events, "snapshot")).data).toHaveProperty("nodes");
});

it("tells a viewer why there is no picture", async () => {
  const down = {
    traffic: () => Promise.reject(new PrometheusError("prometheus_unavailable", "Nobody is at prometheus:9090.")),
  };
  const { events } = await open(await serve(down));
  expect((await next(events, "stale")).data).toMatchObject({
    revision: 0,
    sources: [{ name: "prometheus", status: "error", message: "Nobody is at prometheus:9090." }, { status: "off" }],
  });
});

it("ends its streams when it closes, whole to the last byte", async () => {
  const { events } = await open(await serve(), { "accept-encoding": "gzip" });
  await next(events, "snapshot");
  await app?.close();
  app = undefined;
  const rest = [];
  for await (const event of events) rest.push(event);
  expect(rest.every(({ event }) => event === "diff")).toBe(true);
});

it("does not wait for connections that nothing is answered on when it closes", async () => {
  const url = await serve();
  const { hostname, port } = new URL(url);
  const unused = connect(Number(port), hostname);
  const kept = connect(Number(port), hostname);
  kept.write(`GET /healthz HTTP/1.1\r\nhost: ${hostname}\r\n\r\n`);
  await once(kept, "data");
  const ends = [unused, kept].map((socket) => once(socket, "close"));
  await app?.close();
  app = undefined;
  await Promise.all(ends);
});

it("does not let a viewer that reads nothing hold up the others", async () => {
  const samples = Array.from({ length: 400 }, (_, i) => ({
    ...traffic(1)[0],
    destination: { namespace: "shop", workload: `w${i}`, app: `w${i}`, cluster: "north" },
  })) as ReturnType<typeof traffic>;
  let looks = 0;
  const url = await serve({
    traffic: async () => {
      looks++;
      return { samples: samples.map((sample) => ({ ...sample, perSecond: Math.random() * 100 })), warnings: [] };
    },
  });
  const lazy = connect(Number(new URL(url).port), "127.0.0.1");
  lazy.pause();
  lazy.write(`GET /api/topology/stream HTTP/1.1\r\nhost: ${new URL(url).host}\r\n\r\n`);
  const awake = await open(url);
  await next(awake.events, "snapshot");
  await next(awake.events, "diff");
  expect(looks).toBeGreaterThan(1);
  lazy.destroy();
});

it("tells everybody who watches of an edit, by the schema of the stream", async () => {
  const listeners = new Set<EditListener>();
  const edits = {
    subscribe: (listener: EditListener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  app = await testApp({ edits: edits as unknown as Edits });
  const url = await app.listen({ host: "127.0.0.1", port: 0 });
  const viewers = [await open(url), await open(url)];
  const object = { kind: "VirtualService", namespace: "shop", name: "cart" } as const;
  const data = {
    id: "e" as ChangeId,
    by: "ada",
    at: "2026-11-20T03:02:00Z",
    objects: [{ op: "update", object }],
  } as const;
  for (const listener of listeners) listener({ ...data, objects: [...data.objects] });
  for (const { events, stop } of viewers) {
    const told = await next(events, "edit");
    expect(told.data).toEqual(data);
    expect(Value.Check(StreamEventSchema, { event: told.event, data: told.data })).toBe(true);
    stop.abort();
  }
  await expect.poll(() => listeners.size).toBe(0);
});
