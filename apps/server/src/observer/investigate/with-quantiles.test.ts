import type { Finding } from "@fyr/contract";
import type { Found, SampleKey, TimeSpan } from "@fyr/topology";
import { expect, it } from "vitest";
import { withQuantiles } from "./with-quantiles.ts";

const at = 10_000;
const { signal } = new AbortController();

function found(began: number, well: readonly TimeSpan[]): Found {
  const onset = new Date(began * 1000).toISOString();
  const finding = { id: `${began}`, onset: { at: onset, notBefore: onset, notAfter: onset }, now: {} } as Finding;
  const key: SampleKey = { reporter: "source", protocol: "http", source: {}, destination: {} };
  return { finding, keys: [key], well, around: { itself: [], steers: [], behind: [], callers: [], hosts: [] } };
}

/** The moment before that is asked about. */
async function askedBefore(...all: readonly Found[]) {
  const ranges: { readonly from: number; readonly windowSeconds: number }[] = [];
  const edgeLines: Parameters<typeof withQuantiles>[0]["edgeLines"] = async (keys, _, range) => {
    ranges.push(range);
    return keys.map(() => ({ times: [], p99Ms: [20, 80] }));
  };
  await withQuantiles({ edgeLines }, all, at, signal);
  return ranges.map(({ from }) => from);
}

it("asks about the newest window in which all was well, not one in an earlier incident", async () => {
  const well = [
    { from: 1000, to: 8000 },
    { from: 9400, to: 9460 },
  ];
  expect(await askedBefore(found(9500, well))).toEqual([8000]);
  expect(await askedBefore(found(9500, [{ from: 1000, to: 9400 }]))).toEqual([9400]);
});

it("asks of several about a time that was well for each of them", async () => {
  const first = found(9500, [{ from: 1000, to: 9400 }]);
  const second = found(7000, [{ from: 2000, to: 6900 }]);
  expect(await askedBefore(first, second)).toEqual([6900]);
});

it("asks about a minute before where no well time is known", async () => {
  expect(await askedBefore(found(9500, []))).toEqual([9440]);
});
