import type { Topology, TopologyEdge, TopologyNode, TopologyProblem } from "@fyr/contract";
import { describe, expect, it } from "vitest";
import { nextProblem } from "./next-problem.ts";
import { at, edge, hourAgo, node, now, problem, sinceWords } from "./problem.fixture.ts";
import { problemInShort, problemSentence, problemTitle, sentenceText } from "./problem-sentence.ts";
import { summaryOf } from "./summary-sentence.ts";

const checkout = node("checkout", { app: "checkout", version: "v18" });
const payment = node("payment-v2", { app: "payment", version: "v2" });
const subject = { edge: edge(), source: checkout, target: payment };

describe("a problem in a sentence", () => {
  it("names the edge by its ends and the version that matters", () => {
    expect(problemTitle(subject)).toBe("checkout → payment v2");
  });

  it("says how many fail, mostly why, how slow against its usual, and since when", () => {
    const failing = problem({
      now: { errorRatio: 0.071, p99Ms: 1240 },
      usual: { p99Ms: 205 },
      since: hourAgo.toISOString(),
    });
    expect(sentenceText(problemSentence(failing, subject, at))).toBe(
      `7.1 % errors, mostly 503 UF: could not connect to upstream. p99 1.24 s, 6× its usual 205 ms. Since ${sinceWords}.`,
    );
  });

  it("says how many connections fail where nobody counts requests", () => {
    const failing = problem({
      kind: "failed-connections",
      now: { failedConnectionRatio: 0.7, connectionsPerSecond: 2 },
    });
    const tcp = edge({ protocol: "tcp", responses: [{ code: "-", flags: "CONNECT", perSecond: 1.4 }] });
    expect(sentenceText(problemSentence(failing, { ...subject, edge: tcp }, at))).toBe(
      "70 % of connections fail, mostly CONNECT: the connection was not made, or broke.",
    );
    expect(sentenceText(problemInShort(failing, { ...subject, edge: tcp }, at))).toBe("70 % of connections fail");
  });

  it("is told in short by the number that is off", () => {
    const failing = problem({ now: { errorRatio: 0.071, p99Ms: 1240 }, usual: { p99Ms: 205 } });
    expect(sentenceText(problemInShort(failing, subject, at))).toBe("7.1 % errors");
    const slow = problem({ kind: "slow", status: "degraded", now: { p95Ms: 640, p99Ms: 1100 }, usual: { p95Ms: 290 } });
    expect(sentenceText(problemInShort(slow, subject, at))).toMatch(/^p95 640 ms/);
  });

  it("leaves out what is as usual", () => {
    const failing = problem({
      now: { errorRatio: 0.04, p99Ms: 210 },
      usual: { p99Ms: 205 },
      lastingAtLeastSeconds: 840,
    });
    expect(sentenceText(problemSentence(failing, { ...subject, edge: edge({ responses: [] }) }, at))).toBe(
      "4 % errors. p99 210 ms. For at least 14 min.",
    );
  });

  it("says that a slow edge has no errors, and who saw it", () => {
    const slow = problem({
      kind: "slow",
      status: "degraded",
      now: { p95Ms: 640, p99Ms: 1100, errorRatio: 0 },
      usual: { p95Ms: 290, p99Ms: 400 },
    });
    const legacy = node("legacy-erp", { flags: ["noSidecar"] });
    expect(sentenceText(problemSentence(slow, { ...subject, target: legacy }, at))).toBe(
      "p95 640 ms, 2.2× its usual 290 ms; p99 1.10 s. No errors. Seen by the caller only: no sidecar.",
    );
  });

  it("does not claim the absence of errors it did not measure", () => {
    const slow = problem({ kind: "slow", now: { p95Ms: 640 } });
    expect(sentenceText(problemSentence(slow, subject, at))).toBe("p95 640 ms.");
  });

  it("counts pods", () => {
    const pods = problem({ kind: "pods-not-ready", now: { podsReady: 1, podsTotal: 3 } });
    expect(sentenceText(problemSentence(pods, { target: payment }, at))).toBe("1 of 3 pods ready.");
  });

  it("gives numbers their tone: the verdict's own, and above what is usual", () => {
    const failing = problem({ now: { errorRatio: 0.071, p99Ms: 1240, requestsPerSecond: 20 }, usual: { p99Ms: 205 } });
    const tones = (sentence: typeof failing) =>
      problemSentence(sentence, subject, at).flatMap(({ text, tone }) => (tone ? [[text, tone]] : []));
    expect(tones(failing)).toEqual([
      ["7.1 % errors", "bad"],
      ["1.24 s", "bad"],
    ]);
    expect(tones({ ...failing, usual: { p99Ms: 400 } })[1]).toEqual(["1.24 s", "warn"]);
  });

  it("tones a p99 of few requests down, and says so", () => {
    const failing = problem({ now: { errorRatio: 0.2, p99Ms: 1240, requestsPerSecond: 0.5 } });
    const phrases = problemSentence(failing, { ...subject, edge: edge({ responses: [] }) }, at);
    expect(sentenceText(phrases)).toBe("20 % errors. p99 1.24 s, of only ~30 requests in 1 min.");
    expect(phrases.find(({ text }) => text === "1.24 s")?.tone).toBe("few");
  });
});

describe("the mesh in one sentence", () => {
  const totals = {
    workloads: 29,
    workloadsHealthy: 27,
    workloadsUnknown: 0,
    edges: 40,
    edgesFailing: 1,
    edgesDegraded: 1,
  };
  const mesh = (problems: TopologyProblem[], more: Partial<Topology["totals"]> = {}) =>
    ({ at: now, windowSeconds: 60, totals: { ...totals, ...more }, problems }) as unknown as Topology;
  const slow = problem({
    id: "s",
    kind: "slow",
    status: "degraded",
    subject: { type: "edge", id: "s" as TopologyEdge["id"] },
  });

  it("starts with what fails", () => {
    const { status, wrong, rest } = summaryOf(mesh([problem({ since: hourAgo.toISOString() }), slow]));
    expect(status).toBe("failing");
    expect(wrong + rest).toBe(`1 edge failing since ${sinceWords}, 1 slow. 27 of 29 workloads are well.`);
  });

  it("says slow when nothing fails", () => {
    const { status, wrong, rest } = summaryOf(mesh([slow]));
    expect(status).toBe("degraded");
    expect(wrong + rest).toBe("1 edge slow. 27 of 29 workloads are well.");
  });

  it("is short when all is well", () => {
    expect(summaryOf(mesh([], { workloadsHealthy: 29 }))).toEqual({
      status: "healthy",
      wrong: "",
      rest: "All 29 workloads are well.",
    });
  });

  it.each([
    [{ workloadsHealthy: 26, workloadsUnknown: 3 }, "All 26 workloads that can be judged are well.", "healthy"],
    [{ workloadsHealthy: 1, workloadsUnknown: 28 }, "The one workload that can be judged is well.", "healthy"],
    [{ workloadsHealthy: 0, workloadsUnknown: 29 }, "No workload carries requests to judge.", "unknown"],
  ] as const)("does not hold against anybody that nothing is known: %j", (totals, rest, status) => {
    expect(summaryOf(mesh([], totals))).toEqual({ status, wrong: "", rest });
  });

  it("counts the unwell among those it can judge", () => {
    const { rest } = summaryOf(mesh([slow], { workloadsHealthy: 25, workloadsUnknown: 3 }));
    expect(rest).toBe(". 25 of 26 workloads that can be judged are well.");
  });

  it("does not call silence well", () => {
    expect(summaryOf(mesh([], { edges: 0 }))).toEqual({
      status: "unknown",
      wrong: "",
      rest: "No traffic in the last 1 min.",
    });
  });
});

describe("next problem", () => {
  const first = problem({ id: "1", subject: { type: "edge", id: "1" as TopologyEdge["id"] } });
  const second = problem({ id: "2", subject: { type: "edge", id: "2" as TopologyEdge["id"] } });
  const again = problem({ id: "2b", kind: "slow", subject: second.subject });
  const notice = problem({ id: "3", status: "notice", subject: { type: "node", id: "3" as TopologyNode["id"] } });
  const all = [first, second, again, notice];

  it.each([
    { at: undefined, step: 1, to: first },
    { at: undefined, step: -1, to: second },
    { at: { type: "edge", id: "1" }, step: 1, to: second },
    { at: { type: "edge", id: "2" }, step: 1, to: first },
    { at: { type: "edge", id: "1" }, step: -1, to: second },
    { at: { type: "node", id: "elsewhere" }, step: 1, to: first },
  ] as const)("goes from $at.id by $step to $to.id", ({ at, step, to }) => {
    expect(nextProblem({ problems: all, edges: [] }, at, step)).toBe(to);
  });

  it("goes nowhere when nothing is wrong", () => {
    expect(nextProblem({ problems: [notice], edges: [] }, undefined, 1)).toBeUndefined();
  });
});
