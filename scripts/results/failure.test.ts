import { expect, it } from "vitest";
import { failuresInWords } from "./failure.ts";

it("says of each failure what failed, where, and with which error", () => {
  const words = failuresInWords([
    { name: "the map › is drawn", file: "a.test.ts", error: "expected 1 to be 2\nReceived: 1" },
    { name: "types", error: "a.ts: not a number" },
    { name: "the whole file", file: "b.test.ts", error: "" },
  ]);
  expect(words).toBe(
    [
      "✗ the map › is drawn (a.test.ts)\n    expected 1 to be 2\n    Received: 1",
      "✗ types\n    a.ts: not a number",
      "✗ the whole file (b.test.ts)",
    ].join("\n\n"),
  );
});
