import { describe, expect, it } from "vitest";
import { firstLines, lastLines } from "./telling-lines.ts";

const LONG = Array.from({ length: 500 }, (_, index) => `line ${index}`).join("\n");

describe("the lines that tell something", () => {
  it("are how an error begins, without colours and stack", () => {
    const error =
      "\u001b[31mAssertionError\u001b[39m: expected 1 to be 2\n\n    at /fyr/a.test.ts:2:61\n ❯ b.ts:1:2\nReceived: 1";
    expect(firstLines(error)).toBe("AssertionError: expected 1 to be 2\nReceived: 1");
  });

  it("are how what a program printed ends, without colours and stacks", () => {
    const printed = "Worker exited\n    at ChildProcess.emit (node:events:526:24)\n\n\u001b[31m 1 failed\u001b[39m\n";
    expect(lastLines(printed)).toBe("Worker exited\n 1 failed");
  });

  it("are few, however many there are", () => {
    expect(firstLines(LONG)).toMatch(/^line 0\n(.+\n){1,9}.+$/);
    expect(lastLines(LONG)).toMatch(/^(.+\n){10,30}line 499$/);
  });
});
