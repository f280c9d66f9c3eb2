import { setImmediate as settled } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { PrometheusClient } from "../../client.ts";
import { metricMark } from "../labels.ts";
import { createAudits } from "./audits.ts";

const [night, morning, past] = [600_000, 630_000, 590_000];

/** Whoever compares is answered when `answer` is called: whether something that had traffic is not recorded. */
function slowComparisons() {
  const waiting: { readonly at: number; answer(isSound: boolean): void; fail(): void }[] = [];
  const query = (_promql: unknown, at: number) => {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const rows = (isSound: boolean) => [
      { metric: { [metricMark]: "istio_requests_total" }, value: 10 },
      ...(isSound ? [] : [{ metric: { [metricMark]: "missing istio_requests_total" }, value: 5 }]),
    ];
    waiting.push({
      at,
      answer: (isSound) => resolve({ rows: rows(isSound), warnings: [] }),
      fail: () => reject(new Error("Prometheus does not answer.")),
    });
    return promise;
  };
  return { waiting, audits: createAudits({ query } as unknown as PrometheusClient) };
}

async function soundAtNight() {
  const { waiting, audits } = slowComparisons();
  const first = audits.isSound("traffic", night);
  waiting[0]?.answer(true);
  await first;
  return { waiting, audits };
}

describe("comparing recorded series with the proxies' own", () => {
  it("is waited for where nothing was compared before", async () => {
    const { waiting, audits } = slowComparisons();
    const found = audits.isSound("traffic", night);
    waiting[0]?.answer(false);
    expect(await found).toBe(false);
    expect(audits.hasFailed(night)).toBe(true);
  });

  it("goes on beside whoever looks later, who is told what was found before", async () => {
    const { waiting, audits } = await soundAtNight();

    expect(await audits.isSound("traffic", morning)).toBe(true);
    expect(waiting.map(({ at }) => at)).toEqual([night, morning]);
    expect(await audits.isSound("traffic", morning + 5)).toBe(true);
    expect(waiting).toHaveLength(2);

    waiting[1]?.answer(false);
    await settled();
    expect(await audits.isSound("traffic", morning + 10)).toBe(false);
    expect(audits.hasFailed(morning)).toBe(true);
    expect(audits.hasFailed(night)).toBe(false);
  });

  it("is waited for by whoever looks at a moment before", async () => {
    const { waiting, audits } = await soundAtNight();

    const before = audits.isSound("traffic", past);
    waiting[1]?.answer(false);
    expect(await before).toBe(false);
    // What is known of now is not what was found of then.
    expect(await audits.isSound("traffic", morning)).toBe(true);
  });

  it("is begun anew by the next who looks when it failed beside somebody", async () => {
    const { waiting, audits } = await soundAtNight();

    expect(await audits.isSound("traffic", morning)).toBe(true);
    waiting[1]?.fail();
    await settled();
    expect(await audits.isSound("traffic", morning + 5)).toBe(true);
    expect(waiting.map(({ at }) => at)).toEqual([night, morning, morning + 5]);
  });
});
