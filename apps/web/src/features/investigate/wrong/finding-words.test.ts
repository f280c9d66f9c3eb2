import { describe, expect, it } from "vitest";
import { failingFinding, nodeId } from "../incident.fixture.ts";
import { namesIn } from "../names.ts";
import { textOf } from "../phrase.ts";
import { explained } from "./explain-words.ts";
import {
  entryWords,
  evidenceOfNobody,
  fewWords,
  findingSentence,
  findingTitle,
  onsetRange,
  sinceWords,
} from "./finding-words.ts";

const names = namesIn({ nodes: [], edges: [] });
const at = "2026-11-20T03:14:20.000Z";

describe("a finding in words", () => {
  it("says what is wrong, by how much against its usual, and how", () => {
    expect(findingTitle(failingFinding, names)).toBe("checkout → payment-v2 fails");
    expect(textOf(findingSentence(failingFinding))).toBe(
      "7.1 % errors, usual 0.04 %. 1.24 s p99, 6× its usual 205 ms. Mostly UF: could not connect to upstream.",
    );
  });

  it("never rounds a little down to nothing, and calls nothing none", () => {
    const of = (errorRatio: number, usual: number) =>
      textOf(findingSentence({ ...failingFinding, flags: [], now: { errorRatio }, usual: { errorRatio: usual } }));
    expect(of(0.07, 0.003)).toBe("7 % errors, usual 0.3 %.");
    expect(of(0.07, 0.0001)).toBe("7 % errors, usual 0.01 %.");
    expect(of(0.07, 0)).toBe("7 % errors, usually none.");
  });

  it("says whose the numbers are where the place itself is not timed", () => {
    const database = { ...failingFinding, kind: "slow" as const, toldBy: "callers" as const, flags: [] };
    expect(textOf(findingSentence(database))).toMatch(/Of requests to those who call it: TCP itself is not timed\.$/);
  });

  it("says whose the usual numbers are of who was not there before", () => {
    expect(textOf(findingSentence({ ...failingFinding, flags: [], isNew: true }))).toMatch(
      /205 ms\. It was not there before: usual is how those were that answered then\.$/,
    );
  });

  it("says of what reaches nobody what share of its callers' requests that is, and why the evidence says another", () => {
    const astray = {
      ...failingFinding,
      now: { errorRatio: 0.25, p99Ms: 0.5 },
      usual: { errorRatio: 0 },
      reachesNobody: true,
    } as const;
    expect(textOf(findingSentence({ ...astray, flags: [] }))).toBe(
      "25 % of its callers' requests reach nobody, usually none.",
    );
    expect(evidenceOfNobody(astray)).toMatch(/so none succeeds: 25 % of all that its callers ask\.$/);
    expect(evidenceOfNobody(failingFinding)).toBeUndefined();
  });

  it("says what there is too little of, by how much", () => {
    const slow = {
      ...failingFinding,
      kind: "slow" as const,
      saturated: "cpu" as const,
      now: { meanMs: 412, saturationRatio: 0.62 },
      usual: { meanMs: 62 },
      flags: [],
    };
    expect(textOf(findingSentence(slow))).toBe(
      "412 ms on average, 7× its usual 62 ms. 62 % of its CPU periods throttled.",
    );
    const alone = { ...slow, kind: "saturated" as const, origin: { type: "node" as const, id: nodeId("cart") } };
    expect(findingTitle(alone, names)).toBe("cart is throttled");
    expect(textOf(findingSentence(alone))).toMatch(/^62 % of its CPU periods throttled\./);
  });

  it("says how many endpoints callers have ejected", () => {
    const of = (ejectedEndpoints: number) => textOf(findingSentence({ ...failingFinding, ejectedEndpoints }));
    expect(of(1)).toMatch(/could not connect to upstream\. Callers' proxies have ejected 1 endpoint since\.$/);
    expect(of(2)).toContain("2 endpoints");
  });

  it("says once that a pool of connections is full", () => {
    const now = { errorRatio: 0.2, saturationRatio: 0.19 };
    const full = { ...failingFinding, saturated: "connections" as const, now, usual: {}, flags: ["UO", "UF"] };
    expect(textOf(findingSentence(full))).toBe(
      "20 % errors. 19 % of requests found its connection pool full. Else UF: could not connect to upstream.",
    );
  });

  it("counts connections where nobody counts requests, and bytes where they are gone", () => {
    const now = { errorRatio: 0.3, connectionsPerSecond: 2, bytesPerSecond: 14_000 };
    const denied = { ...failingFinding, now, usual: { ...now, errorRatio: 0 }, flags: ["DENY"] };
    expect(textOf(findingSentence(denied))).toBe(
      "30 % of connections fail, usually none. Mostly DENY: denied by an authorization policy.",
    );
    const gone = { ...denied, kind: "gone" as const, now: { bytesPerSecond: 0 }, usual: now, flags: [] };
    expect(findingTitle(gone, names)).toBe("checkout → payment-v2 gets no traffic any more");
    expect(textOf(findingSentence(gone))).toBe("0 B/s, usual 14 kB/s.");
    const [arriving] = explained({ explanation: [{ code: "requests", value: 2 }], now });
    expect(arriving?.number).toBe("2 conn/s");
  });

  it("says of one pod that it is alone to blame", () => {
    expect(findingTitle({ ...failingFinding, within: { pod: "payment-v2-x" } }, names)).toContain(
      "in payment-v2-x alone",
    );
  });

  it("says where pods run that alone are to blame", () => {
    const inZone = { ...failingFinding, within: { zone: "eu-1b" } };
    expect(findingTitle(inZone, names)).toBe("checkout → payment-v2 fails, in zone eu-1b alone");
    const onNode = { ...failingFinding, within: { host: "node-b" } };
    expect(findingTitle(onNode, names)).toBe("checkout → payment-v2 fails, on node node-b alone");
    const ofAll = { ...failingFinding, kind: "slow" as const, origin: { type: "zone" as const, name: "eu-1b" } };
    expect(findingTitle(ofAll, names)).toBe("What runs in zone eu-1b is slow");
  });

  it("says since when, or for how long at least", () => {
    expect(sinceWords(failingFinding, at)).toMatch(/^since \d\d:01:40, for 12 min$/);
    expect(sinceWords({ lastingAtLeastSeconds: 10_800 }, at)).toBe("for at least 3 h");
  });

  it("says one moment where it is known to the second", () => {
    const at = "2026-11-20T03:01:40.000Z";
    expect(onsetRange({ at, notBefore: at, notAfter: at })).toMatch(/^at \d\d:01:40, found in the metrics$/);
  });

  it("never takes what is not known for zero", () => {
    expect(findingSentence({ ...failingFinding, now: {}, flags: [] })).toEqual([]);
  });

  it.each([
    [
      { errorRatio: 0.044, meanMs: 157 },
      { errorRatio: 0.0009, meanMs: 79 },
      "ingress (4.4 % errors instead of 0.09 %, 157 ms on average instead of 79 ms)",
    ],
    [{ errorRatio: 0.0012, meanMs: 80 }, { errorRatio: 0.0009, meanMs: 79 }, "ingress (at most 88 % of its requests)"],
    [{ errorRatio: 0.02 }, { errorRatio: 0 }, "ingress (2 % errors instead of 0 %)"],
    [{ meanMs: 157 }, undefined, "ingress (at most 88 % of its requests)"],
  ] as const)("says of an entry what it feels: now %j, usually %j", (now, usual, words) => {
    const entry = { node: nodeId("ingress"), now, ...(usual && { usual }), share: 0.88 };
    expect(entryWords(entry, names)).toBe(words);
  });

  it("cuts long lists, and never for one that would fit", () => {
    expect(fewWords(["a", "b", "c", "d", "e"])).toBe("a, b, c, d, e");
    expect(fewWords(["a", "b", "c", "d", "e", "f"])).toBe("a, b, c, d and 2 more");
  });

  it("explains its rank, what it is ranked by first", () => {
    expect(explained(failingFinding).map(({ number }) => number)).toEqual(["0.23 req/s", "3.2 req/s"]);
  });
});
