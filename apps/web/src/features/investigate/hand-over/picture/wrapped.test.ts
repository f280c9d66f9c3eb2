import { expect, it } from "vitest";
import { wrapped } from "./wrapped.ts";

const within = (most: number) => (line: string) => line.length <= most;

it("breaks a sentence where it does not fit any more, and loses no word", () => {
  expect(wrapped("7.1 % errors, usual 0.04 %.", within(13))).toEqual(["7.1 % errors,", "usual 0.04 %."]);
  expect(wrapped("an unbreakableword here", within(6))).toEqual(["an", "unbreakableword", "here"]);
  expect(wrapped("", within(9))).toEqual([]);
});
