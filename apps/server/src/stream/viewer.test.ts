import { PassThrough, Writable } from "node:stream";
import { finished } from "node:stream/promises";
import { gunzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createFrameMaker, type Frame, frameOf } from "./frames.ts";
import { createViewer } from "./viewer.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const options = { gzip: false, turns: { take: async () => undefined }, limitBytes: 1000, onCaughtUp: () => undefined };

/** A reader that takes what it is given only when told to. */
function slowReader() {
  let take: () => void = () => undefined;
  const taken: string[] = [];
  const out = new Writable({
    highWaterMark: 10,
    write(chunk: Buffer, _encoding, done) {
      taken.push(chunk.toString());
      take = done;
    },
  });
  return { out, taken, take: () => take() };
}

/** What a viewer is given for a frame, the very same bytes. */
async function bytesSent(frame: Frame): Promise<Buffer[]> {
  const taken: Buffer[] = [];
  const out = new Writable({
    write(chunk: Buffer, _encoding, done) {
      taken.push(chunk);
      done();
    },
  });
  const viewer = createViewer(out, { ...options, gzip: true });
  viewer.send(frame);
  viewer.end();
  await finished(out);
  return taken;
}

async function settled(): Promise<void> {
  for (let i = 0; i < 10; i++) await Promise.resolve();
}

it("makes one gzip file of frames that were compressed alone", async () => {
  vi.useRealTimers();
  const out = new PassThrough();
  const viewer = createViewer(out, { ...options, gzip: true });
  viewer.send(frameOf(Buffer.from("data: one\n\n")));
  viewer.send(frameOf(Buffer.from("data: two\n\n")));
  viewer.end();
  const bytes = Buffer.concat(await out.toArray());
  expect(gunzipSync(bytes).toString()).toBe("retry: 2000\n\ndata: one\n\ndata: two\n\n");
});

it("compresses once what all are sent alike", async () => {
  vi.useRealTimers();
  const frame = frameOf(Buffer.from("data: one\n\n"));
  const [some, others] = await Promise.all([bytesSent(frame), bytesSent(frame)]);
  // Gzip's header, the first words and the event; the end is each one's own.
  expect(some).toHaveLength(4);
  for (const place of [0, 1, 2]) expect(some[place]).toBe(others[place]);
});

it("sends nothing to a reader that is behind, and asks for a snapshot when it has caught up", async () => {
  const { out, taken, take } = slowReader();
  const onCaughtUp = vi.fn();
  const viewer = createViewer(out, { ...options, limitBytes: 20, onCaughtUp });
  await settled();
  expect(viewer.send(frameOf(Buffer.from("data: much of this\n\n")))).toBe(true);
  await settled();
  expect(viewer.send(frameOf(Buffer.from("data: more\n\n")))).toBe(false);
  await settled();
  expect(onCaughtUp).not.toHaveBeenCalled();
  take();
  await settled();
  take();
  await vi.waitFor(() => expect(onCaughtUp).toHaveBeenCalledOnce(), { timeout: 60_000 });
  expect(taken.join("")).not.toContain("more");
  expect(viewer.send(frameOf(Buffer.from("data: again\n\n")))).toBe(true);
});

it("lets go of a reader that takes nothing for a minute", async () => {
  const { out } = slowReader();
  const viewer = createViewer(out, { ...options, limitBytes: 5 });
  await settled();
  viewer.send(frameOf(Buffer.from("data: more\n\n")));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(out.destroyed).toBe(true);
});

it("keeps a quiet stream open with a comment", async () => {
  const out = new PassThrough();
  createViewer(out, options);
  await vi.advanceTimersByTimeAsync(30_000);
  expect(String(out.read())).toBe("retry: 2000\n\n: still here\n\n: still here\n\n");
  out.destroy();
});

it("makes the bytes of an event once for all viewers", () => {
  const onFrame = vi.fn();
  const make = createFrameMaker(onFrame);
  const data = { revision: 1, sources: [] };
  expect(make({ event: "stale", data })).toBe(make({ event: "stale", data }));
  expect(onFrame).toHaveBeenCalledOnce();
});
