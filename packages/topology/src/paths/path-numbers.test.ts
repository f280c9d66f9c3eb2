import type { EdgeId } from "@fyr/contract";
import { describe, expect, it } from "vitest";
import { pathNumbers, worstPathsFirst } from "./path-numbers.ts";

/** `0.02 30`: fails 2 %, takes 30 ms on average; `-` where it was not measured; `tcp 0.7`: of connections. */
function call(text: string) {
  if (text.startsWith("tcp ")) return { id: text as EdgeId, failedConnectionRatio: Number(text.slice(4)) };
  const [errors, mean] = text.split(" ");
  return {
    id: text as EdgeId,
    ...(errors !== "-" && { errorRatio: Number(errors) }),
    ...(mean !== undefined && { latencyMs: { p50: 1, p95: 1, p99: 1, ...(mean !== "-" && { mean: Number(mean) }) } }),
  };
}

describe("a path", () => {
  it.each([
    { path: ["0.02 30", "0.1 12", "0 5"], weakest: "0.1 12", meanMsSum: 47, timed: 3 },
    { path: ["0 30", "- -", "-"], weakest: "0 30", meanMsSum: 30, timed: 1 },
    { path: ["0.1 30", "tcp 0.7"], weakest: "tcp 0.7", meanMsSum: 30, timed: 1 },
    { path: ["tcp 0", "- -"], weakest: undefined, meanMsSum: undefined, timed: 0 },
    { path: ["-", "- -"], weakest: undefined, meanMsSum: undefined, timed: 0 },
  ])("of $path is as weak as $weakest; $timed means come to $meanMsSum ms", ({ path, ...expected }) => {
    const { weakest, meanMsSum, timed } = pathNumbers(path.map(call));
    expect({ weakest: weakest?.id, meanMsSum, timed }).toEqual(expected);
  });

  it("that fails more comes first, then the slower one, then what was not measured", () => {
    const paths = ["-", "0 5", "0 50", "0.2 1", "0.02 900"].map((text) => [call(text)]);
    const order = worstPathsFirst(paths).flatMap((path) => path.map(({ id }) => id));
    expect(order).toEqual(["0.2 1", "0.02 900", "0 50", "0 5", "-"]);
  });
});
