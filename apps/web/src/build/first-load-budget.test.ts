import { expect, it } from "vitest";
import { firstLoad } from "./first-load-budget.ts";

const part = (fileName: string, imports: readonly string[], isEntry = false) => ({
  fileName,
  code: "",
  isEntry,
  imports,
});

it("counts what the entry imports, however far down and round about, and nothing that is loaded later", () => {
  const parts = [
    part("index.js", ["frame.js", "shared.js"], true),
    part("frame.js", ["shared.js", "deep.js"]),
    part("shared.js", []),
    part("deep.js", ["frame.js"]),
    part("later.js", ["shared.js"]),
  ];
  expect(firstLoad(parts).map(({ fileName }) => fileName)).toEqual(["index.js", "frame.js", "shared.js", "deep.js"]);
});
