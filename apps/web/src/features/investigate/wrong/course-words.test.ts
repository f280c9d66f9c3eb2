import type { Finding } from "@fyr/contract";
import { describe, expect, it } from "vitest";
import { tellTimesIn } from "../../../ui/clock.ts";
import { failingFinding } from "../incident.fixture.ts";
import { courseInWords, courseView } from "./course-words.ts";

tellTimesIn("utc");

const at = "2026-11-20T03:14:00.000Z";
const end = Date.parse(at) / 1000;
const failing: Finding = {
  ...failingFinding,
  course: { measure: "errorRatio", times: [end - 1200, end - 600, end], values: [0.0004, null, 0.07] },
};

describe("the line of a finding", () => {
  it("is told in a sentence to those who do not see it", () => {
    const view = courseView(failing);
    expect(view && courseInWords(view, at)).toBe(
      "Errors from 02:54 to 03:14: at most 7 %, at the end 7 %, usually 0.04 %; began 03:01:40.",
    );
  });

  it("stands where its times are, however unevenly they lie", () => {
    const course = { measure: "errorRatio" as const, times: [end - 600, end - 60, end], values: [0, 0.1, 0.1] };
    expect(courseView({ ...failing, course })?.places).toEqual([0, 0.9, 1]);
  });

  it("leaves out what lies beside it", () => {
    const { began, usual } =
      courseView({
        ...failing,
        usual: { errorRatio: 0.5 },
        onset: { at: "2026-11-20T02:00:00.000Z", notBefore: at, notAfter: at },
      }) ?? {};
    expect([began, usual]).toEqual([undefined, undefined]);
  });

  it("is none where nothing was measured", () => {
    const course = { measure: "meanMs" as const, times: [end - 60, end], values: [null, null] };
    expect(courseView({ ...failing, course })).toBeUndefined();
    expect(courseView(failingFinding)).toBeUndefined();
  });
});
