import { describe, expect, it } from "vitest";
import { verdictText } from "./verdict-text.ts";

const names = { stable: "v1", canary: "v2" };
const stable = { requests: 18_240, bad: 7 };

describe("verdictText", () => {
  it("says how many failed and how sure that is", () => {
    const said = verdictText({ kind: "worse", stable, canary: { requests: 960, bad: 68 }, evidence: 1e9 }, names);
    expect(said).toEqual({
      tone: "bad",
      title: "v2 fails more often than v1",
      detail:
        "About 68 of 960 requests failed, against about 7 of 18,240. Chance alone would look like this in fewer than 1 in 10,000 comparisons.",
    });
  });

  it("does not claim failures where there were none", () => {
    const said = verdictText({ kind: "alike", stable, canary: { requests: 960, bad: 0 } }, names);
    expect(said.detail).toBe(
      "None of 960 requests failed, against about 7 of 18,240. The difference may well be chance.",
    );
  });

  it.each([
    { failed: 0, of: 3, title: "No sign that v2 fails more often", tone: "ok" },
    { failed: 3, of: 1, title: "No clear difference between v2 and v1", tone: "plain" },
    { failed: 0, of: 0, title: "Neither v2 nor v1 fails", tone: "ok" },
  ])("with $failed failures against $of it claims no more than $title", ({ failed, of, title, tone }) => {
    const verdict = { stable: { requests: 500, bad: of }, canary: { requests: 500, bad: failed } };
    expect(verdictText({ kind: "alike", ...verdict }, names)).toMatchObject({ title, tone });
  });

  it("does not praise a canary that fails as often as what it follows", () => {
    const both = { stable: { requests: 1000, bad: 380 }, canary: { requests: 500, bad: 190 } };
    expect(verdictText({ kind: "alike", ...both }, names)).toEqual({
      tone: "plain",
      title: "v1 and v2 fail alike: 38 % and 38 %",
      detail: "About 190 of 500 requests failed, against about 380 of 1,000. The split is not the cause.",
    });
  });

  it.each([
    { failed: 1, of: 6, title: "No clear difference between v2 and v1", tone: "plain" },
    { failed: 20, of: 30, title: "No clear difference between v2 and v1", tone: "plain" },
    { failed: 0, of: 6, title: "No sign that v2 fails more often", tone: "ok" },
  ])("with $failed of 500 against $of of 500, where one fails too often, is $tone", ({ failed, of, title, tone }) => {
    const verdict = { stable: { requests: 500, bad: of }, canary: { requests: 500, bad: failed } };
    expect(verdictText({ kind: "alike", ...verdict }, names)).toMatchObject({ title, tone });
  });

  it("does not make a failing canary of one that fails more often and still seldom", () => {
    const counted = { stable: { requests: 90_000, bad: 9 }, canary: { requests: 10_000, bad: 30 } };
    expect(verdictText({ kind: "worse", ...counted, evidence: 1e6 }, names).tone).toBe("warn");
  });

  it("says beyond which duration the canary has more requests", () => {
    const counted = { stable: { requests: 4000, bad: 200 }, canary: { requests: 400, bad: 90 } };
    expect(verdictText({ kind: "slower", ...counted, evidence: 340.7 }, names, 250)).toEqual({
      tone: "bad",
      title: "v2 is slower than v1",
      detail:
        "About 90 of 400 requests took longer than 250 ms, against about 200 of 4,000. Chance alone would look like this in at most 1 in 340 comparisons.",
    });
  });

  it("says when there is too little to tell", () => {
    const said = verdictText({ kind: "too-little", stable, canary: { requests: 12, bad: 1 } }, names);
    expect(said.title).toBe("Not enough traffic to tell");
    expect(said.detail).toContain("12 requests reached v2");
  });

  it("says when there is nothing, and of whom", () => {
    const said = verdictText({ kind: "no-traffic", stable, canary: { requests: 0, bad: 0 } }, names);
    expect(said.title).toBe("Nothing to compare");
    expect(said.detail).toMatch(/none to v2 was counted so far\.$/);
  });
});
