import type { ChangeStatus } from "@fyr/contract";
import { expect, it } from "vitest";
import { carryOut, type WatchedChange } from "./carry-out.ts";

const before = [
  { host: "payment", subset: "v1", weight: 95 },
  { host: "payment", subset: "v2", weight: 5 },
];
const after = [
  { host: "payment", subset: "v1", weight: 100 },
  { host: "payment", subset: "v2", weight: 0 },
];

/** Time passes only by waiting. 64 requests a second, on the new weights from `goesOverAt` on. */
async function watch(
  more: Partial<WatchedChange> & { goesOverAt?: number; perSecond?: number },
): Promise<ChangeStatus[]> {
  const { goesOverAt = Number.POSITIVE_INFINITY, perSecond = 64, ...given } = more;
  let time = 1_000_000;
  const acceptedAt = time;
  const change: WatchedChange = {
    before,
    after,
    acceptedAt,
    counted: "requests",
    hasOtherRules: false,
    isOverwritten: async () => false,
    count: async (from, to) => {
      const turn = Math.min(to, Math.max(from, acceptedAt + goesOverAt));
      const old = ((turn - from) / 1000) * perSecond;
      const fresh = ((to - turn) / 1000) * perSecond;
      return [old * 0.95 + fresh, old * 0.05];
    },
    ...given,
  };
  const pace = {
    now: () => time,
    wait: async (ms: number) => {
      time += ms;
    },
    everyMs: 2_500,
    patienceMs: 120_000,
  };
  const statuses: ChangeStatus[] = [];
  for await (const status of carryOut(change, pace, new AbortController().signal)) statuses.push(status);
  return statuses;
}

it("says accepted at once, and observed when traffic has gone over", async () => {
  const statuses = await watch({ goesOverAt: 8_000 });
  expect(statuses[0]).toEqual({ phase: "accepted" });
  const last = statuses.at(-1);
  expect(last).toMatchObject({ phase: "observed", observed: { shares: [{ expected: 1 }, { expected: 0 }] } });
  if (last?.phase !== "observed") return;
  expect(last.afterSeconds).toBeGreaterThan(8);
  expect(last.afterSeconds).toBeLessThan(40);
});

it("looks at the latest stretch, so that slow proxies do not hide the rest", async () => {
  expect((await watch({ goesOverAt: 60_000 })).at(-1)).toMatchObject({ phase: "observed" });
});

it("never says observed while the router is frozen", async () => {
  const statuses = await watch({});
  expect(statuses.at(-1)).toMatchObject({ phase: "not-observed", reason: "share-differs" });
  expect(statuses.map(({ phase }) => phase)).not.toContain("observed");
});

it("does not blame the change for shares that other rules of the host may have made", async () => {
  const count = async (from: number, to: number) => [((to - from) / 1000) * 60, ((to - from) / 1000) * 4];
  const half = [5, 95].map((weight, place) => ({ host: "payment", subset: `v${place + 1}`, weight }));
  const mixed = { before: half, after, count: async () => [60, 40], hasOtherRules: true };
  expect((await watch(mixed)).at(-1)).toMatchObject({ reason: "not-measurable" });
  expect((await watch({ count, hasOtherRules: true })).at(-1)).toMatchObject({ reason: "share-differs" });
});

it("says so when there is too little traffic to tell", async () => {
  expect((await watch({ goesOverAt: 0, perSecond: 0.2 })).at(-1)).toMatchObject({ reason: "too-few-requests" });
});

it("stops when somebody changed the rule again", async () => {
  const statuses = await watch({ goesOverAt: 0, isOverwritten: async () => true });
  expect(statuses).toEqual([{ phase: "accepted" }, { phase: "not-observed", reason: "changed-since" }]);
});

it("stops where destinations cannot be told apart", async () => {
  expect((await watch({ count: async () => undefined })).at(-1)).toEqual({
    phase: "not-observed",
    reason: "not-measurable",
  });
});

it("goes on looking while the measurements do not answer", async () => {
  let calls = 0;
  const statuses = await watch({
    count: async (from, to) => {
      calls += 1;
      if (calls < 5) throw new Error("no answer");
      return [((to - from) / 1000) * 64, 0];
    },
  });
  expect(statuses.at(-1)).toMatchObject({ phase: "observed" });
});
