import { describe, expect, it } from "vitest";
import { verdictText } from "./verdict-text.ts";

const names = { stable: "v1", canary: "v2" };
const stable = { requests: 18_240, failed: 7 };

describe("verdictText", () => {
  it("says how many failed and what the odds are", () => {
    const said = verdictText({ kind: "worse", stable, canary: { requests: 960, failed: 68 }, chance: 1e-9 }, names);
    expect(said).toEqual({
      tone: "bad",
      title: "v2 is worse than v1",
      detail:
        "About 68 of 960 requests failed, against about 7 of 18,240. There is enough traffic to tell: the odds that this is chance are below 1 in 10,000.",
    });
  });

  it("does not claim failures where there were none", () => {
    const said = verdictText({ kind: "alike", stable, canary: { requests: 960, failed: 0 } }, names);
    expect(said.detail).toBe(
      "None of 960 requests failed, against about 7 of 18,240. The difference may well be chance.",
    );
  });

  it.each([
    { failed: 0, of: 3, title: "No sign that v2 fails more often", tone: "ok" },
    { failed: 3, of: 1, title: "No clear difference between v2 and v1", tone: "plain" },
    { failed: 0, of: 0, title: "Neither v2 nor v1 fails", tone: "ok" },
  ])("with $failed failures against $of it claims no more than $title", ({ failed, of, title, tone }) => {
    const verdict = { stable: { requests: 500, failed: of }, canary: { requests: 500, failed } };
    expect(verdictText({ kind: "alike", ...verdict }, names)).toMatchObject({ title, tone });
  });

  it("does not praise a canary that fails as often as what it follows", () => {
    const both = { stable: { requests: 1000, failed: 380 }, canary: { requests: 500, failed: 190 } };
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
    const verdict = { stable: { requests: 500, failed: of }, canary: { requests: 500, failed } };
    expect(verdictText({ kind: "alike", ...verdict }, names)).toMatchObject({ title, tone });
  });

  it("says when there is too little to tell", () => {
    const said = verdictText({ kind: "too-little", stable, canary: { requests: 12, failed: 1 } }, names);
    expect(said.title).toBe("Not enough traffic to tell");
    expect(said.detail).toContain("12 requests reached v2");
  });

  it("says when there is nothing", () => {
    expect(verdictText({ kind: "no-traffic" }, names).title).toBe("Nothing to compare");
  });
});
