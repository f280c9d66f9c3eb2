import type { Heatmap, MeasuredPod, MeasuredPods } from "@fyr/contract";
import { describe, expect, it } from "vitest";
import { heatGrid, heatmapInWords, rowWords } from "./heatmap-cells.ts";
import { answerInWords, isTrouble, lineText, tookInWords } from "./log-words.ts";
import { podToRead } from "./pod-to-read.ts";
import { isBounded, standsOut } from "./pod-words.ts";
import { podsSentence, unseenInWords } from "./pods-sentence.ts";

const map: Heatmap = {
  from: "2026-11-20T03:00:00.000Z",
  to: "2026-11-20T03:02:00.000Z",
  stepSeconds: 60,
  windowSeconds: 60,
  times: [0, 60, 120],
  boundsMs: [5, 50, 500],
  perSecond: [
    [0, 0, 0],
    [4, 4, null],
    [0, 0, 0],
    [0, 0, 1],
  ],
};

describe("the heatmap", () => {
  it("has the rows between the fastest and the slowest request, slowest first", () => {
    const { rows, cells } = heatGrid(map);
    expect(rows.map(({ words }) => words)).toEqual(["over 500 ms", "50 ms to 500 ms", "5 ms to 50 ms"]);
    expect(cells.map(({ x, y, heat }) => ({ x, y, heat }))).toEqual([
      { x: 0, y: 2, heat: 1 },
      { x: 1, y: 2, heat: 1 },
      { x: 2, y: 0, heat: 0.5 },
    ]);
  });

  it("is told in a sentence", () => {
    expect(heatmapInWords(map)).toBe("Most requests took 5 ms to 50 ms at the start and over 500 ms at the end.");
    expect(heatmapInWords({ ...map, perSecond: map.perSecond.map((row) => row.map(() => 0)) })).toBe(
      "No request was timed in this time.",
    );
    expect(rowWords([5], 0)).toBe("up to 5 ms");
  });
});

describe("a line of a log", () => {
  const at = "2026-11-20T03:01:02.345Z";

  it("is told without its own time, which stands beside it", () => {
    expect(lineText({ at, text: "2026-11-20T03:01:02.340Z INFO  served" })).toBe("INFO  served");
    expect(lineText({ at, text: "[2026-11-20 03:01:02,340+00:00] served" })).toBe("served");
  });

  it("keeps a time that is another, and text without one", () => {
    expect(lineText({ at, text: "2026-11-20T02:00:00Z began" })).toBe("2026-11-20T02:00:00Z began");
    expect(lineText({ at, text: "served" })).toBe("served");
    expect(lineText({ text: "2026-11-20T03:01:02.340Z served" })).toBe("2026-11-20T03:01:02.340Z served");
  });
});

describe("lines of a log", () => {
  const line = (access: object | undefined, text = "") => ({ text, ...(access && { access }) });

  it.each([
    [line({ code: 503, flags: "UF" }), true],
    [line({ code: 0 }), true],
    [line({ code: 200, durationMs: 1500 }), true],
    [line({ code: 404, durationMs: 3 }), false],
    [line(undefined, "connection pool exhausted: ERROR"), true],
    [line(undefined, "listening on 8080"), false],
    [line(undefined, "LOG:  duration: 3015.753 ms  execute <unnamed>: select 1"), true],
    [line(undefined, "LOG:  duration: 477.754 ms  execute <unnamed>: select 1"), false],
  ])("%j is trouble: %s", (one, is) => {
    expect(isTrouble(one)).toBe(is);
  });

  it("say what their flags mean, and how long the upstream took of it", () => {
    expect(answerInWords({ code: 503, flags: "UF" })).toBe("503 UF: could not connect to upstream");
    expect(answerInWords({ code: 200, flags: "-" })).toBe("200");
    expect(tookInWords({ durationMs: 1240, upstreamMs: 1200 })).toBe("1.24 s, 1.20 s upstream");
  });
});

describe("pods beside each other", () => {
  const pod = (name: string, errorRatio: number, mean: number, host = "a") => ({
    name,
    host,
    requestsPerSecond: 3,
    errorRatio,
    latencyMs: { p50: mean, p95: mean, p99: mean, mean },
  });
  const three = [pod("cart-a", 0.33, 400), pod("cart-b", 0.02, 100), pod("cart-c", 0.02, 100, "b")];
  const told = (standsOut: MeasuredPods["standsOut"], pods: readonly MeasuredPod[] = three) =>
    podsSentence({ pods: [...pods], windowSeconds: 60, ...(standsOut && { standsOut }) });

  it("says who stands out, against whom, and of how many requests", () => {
    expect(told({ what: "pod", name: "cart-a", by: "errors", times: 17 })).toBe(
      "Pod cart-a stands out: 33 % errors against 2 % at the other 2 pods. About 540 requests in 1 min, as their own proxies count them.",
    );
    expect(told({ what: "host", name: "a", by: "latency", times: 2.5 })).toMatch(
      /^Node a stands out: 250 ms on average against 100 ms at the other pod\./,
    );
    expect(
      told({ what: "pod", name: "cart-a", by: "errors", times: 99 }, [pod("cart-a", 0.33, 400), pod("cart-b", 0, 9)]),
    ).toMatch(/^Pod cart-a stands out: 33 % errors against none at the other pod\./);
  });

  it("says that none does, and of one pod no more than what was counted", () => {
    expect(told(undefined)).toMatch(/^None stands out: the 3 pods fare alike\. About 540 requests in 1 min,/);
    expect(told(undefined, three.slice(0, 1))).toBe("About 180 requests in 1 min, as its own proxy counts them.");
  });

  it("says nothing where requests are not told apart by pod", () => {
    expect(told(undefined, [{ name: "cart-a" }, { name: "cart-b" }])).toBe("");
  });

  it("says what its callers count and the pods cannot know of", () => {
    const calm = { pods: [pod("v2-a", 0, 90), pod("v2-b", 0, 90)] };
    expect(unseenInWords(calm, { errorRatio: 0.072 })).toBe(
      "Its callers count 7.2 % errors, the pods 0 %: what never reached a pod, or was given up on before it answered, is not in this table.",
    );
    expect(unseenInWords(calm, { errorRatio: 0.001 })).toBe("");
    expect(unseenInWords(calm, undefined)).toBe("");
    expect(unseenInWords({ pods: [{ name: "v2-a" }] }, { errorRatio: 0.072 })).toBe("");
  });

  it("says why the pods count more failures than their callers, where more arrives than was sent", () => {
    const tried = { pods: [pod("a", 0.5, 11)] };
    const rate = tried.pods[0]?.requestsPerSecond ?? 0;
    expect(unseenInWords(tried, { errorRatio: 0.062, requestsPerSecond: rate / 2 })).toBe(
      "Its callers count 6.2 % errors, the pods 50 %: what failed was tried again, and each try counts in this table.",
    );
    expect(unseenInWords(tried, { errorRatio: 0.062, requestsPerSecond: rate })).toBe("");
    expect(unseenInWords(tried, { errorRatio: 0.062 })).toBe("");
  });

  it("marks all pods on a node that stands out", () => {
    const found = { what: "host", name: "worker-2", by: "errors", times: 8.24 } as const;
    expect(standsOut({ name: "a", host: "worker-2" }, { standsOut: found })).toBe(true);
    expect(standsOut({ name: "worker-2", host: "worker-1" }, { standsOut: found })).toBe(false);
  });
});

describe("a pod at its bounds", () => {
  it.each([
    [{ throttledRatio: 0.25 }, { throttled: true, memory: false }],
    [{ throttledRatio: 0.24 }, { throttled: false, memory: false }],
    [
      { memoryBytes: 95, memoryLimitBytes: 100 },
      { throttled: false, memory: true },
    ],
    [
      { memoryBytes: 94, memoryLimitBytes: 100 },
      { throttled: false, memory: false },
    ],
    [{ memoryBytes: 95 }, { throttled: false, memory: false }],
  ])("with %j is held back: %j", (measured, bounds) => {
    expect(isBounded({ name: "a", ...measured })).toEqual(bounds);
  });
});

describe("whose log is read", () => {
  const pod = (name: string, isRunning = true): MeasuredPod => ({
    name,
    ...(isRunning && { state: { name, phase: "Running", ready: true, restarts: 0 } }),
  });
  const measured = { pods: [pod("a"), pod("b"), pod("c", false)] };

  it("is the one that is asked for, else who stands out, else the first", () => {
    const standing = { ...measured, standsOut: { what: "pod", name: "b", by: "errors", times: 9 } } as const;
    expect(podToRead(standing, "a").pod).toBe("a");
    expect(podToRead(standing).pod).toBe("b");
    expect(podToRead(measured).pod).toBe("a");
    expect(podToRead(standing).choices).toEqual([
      { value: "a", words: "a" },
      { value: "b", words: "b, stands out" },
    ]);
  });

  it("says who is asked for and gone, once it is known who there is", () => {
    expect(podToRead(measured, "c")).toMatchObject({ pod: "a", gone: "c" });
    expect(podToRead(measured, "a").gone).toBeUndefined();
    expect(podToRead(undefined, "c")).toMatchObject({ pod: undefined, gone: undefined });
  });
});
