import { expect, it } from "vitest";
import { settle } from "./settle.ts";

const { signal } = new AbortController();

/** A clock that only waits move on. istiod pushes at `pushedAt`, seconds after the write. */
function around(version: string | undefined, pushedAt?: number) {
  let nowMs = 1_000_000;
  const began = nowMs / 1000;
  return {
    waited: () => nowMs / 1000 - began,
    parts: {
      now: () => nowMs,
      wait: async (ms: number) => {
        nowMs += ms;
      },
      telemetry: {
        controlPlaneVersion: async () => version,
        lastPush: async ({ from, to }: { from: number; to: number }) =>
          pushedAt !== undefined && from + pushedAt <= to ? from + pushedAt : undefined,
      },
    },
  };
}

it("goes on as soon as istiod was seen to push", async () => {
  const { parts, waited } = around("1.27.0", 6);
  expect(await settle(parts, 2_000, signal)).toBe("pushed");
  expect(waited()).toBe(6);
});

it("waits a fixed time where istiod is not measured", async () => {
  const { parts, waited } = around(undefined, 6);
  expect(await settle(parts, 2_000, signal)).toBe("waited");
  expect(waited()).toBe(2);
});

it("does not wait for ever for a push that nobody sees", async () => {
  const { parts, waited } = around("1.27.0");
  expect(await settle(parts, 2_000, signal)).toBe("waited");
  expect(waited()).toBe(20);
});

it("goes on where Prometheus does not answer", async () => {
  const { parts } = around("1.27.0");
  const fail = async () => {
    throw new Error("no answer");
  };
  const telemetry = { controlPlaneVersion: fail, lastPush: fail };
  expect(await settle({ ...parts, telemetry }, 2_000, signal)).toBe("waited");
});
