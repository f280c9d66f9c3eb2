import { expect, it } from "vitest";
import { readSteps, stepsInText } from "./shift-form.ts";

it("reads what it writes", () => {
  const steps = [
    { percent: 10, minutes: 0.25 },
    { percent: 100, minutes: 5 },
  ];
  expect(readSteps(stepsInText(steps), 5)).toEqual({ ok: true, steps });
  expect(readSteps("10 % for 2 min → 100% 5", 5)).toMatchObject({
    ok: true,
    steps: [{ percent: 10 }, { percent: 100 }],
  });
});

it.each([
  ["", "Name at least one step."],
  ["half", "“half” is no step: write 25 % 10 min."],
  ["5 % 10 min", "Steps rise: 5 % is not more than 5 %."],
  ["10 % 10 min, 10 % 10 min", "Steps rise: 10 % is not more than 10 %."],
  ["120 % 1 min", "Percent are whole numbers up to 100."],
  ["10 % 0 min", "A step takes from 0.25 to 1440 minutes."],
])("says what is wrong with %j", (text, sentence) => {
  expect(readSteps(text, 5)).toEqual({ ok: false, sentence });
});
