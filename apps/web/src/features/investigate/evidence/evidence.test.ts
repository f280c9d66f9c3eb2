import type { Heatmap } from "@fyr/contract";
import { describe, expect, it } from "vitest";
import { heatGrid, heatmapInWords, rowWords } from "./heatmap-cells.ts";
import { answerInWords, isTrouble, lineText, tookInWords } from "./log-words.ts";
import { standsOut, standsOutWords } from "./pod-words.ts";

const map: Heatmap = {
  from: "2026-11-20T03:00:00.000Z",
  to: "2026-11-20T03:02:00.000Z",
  stepSeconds: 60,
  windowSeconds: 60,
  times: [0, 60, 120],
  boundsMs: [5, 50, 500],
  perSecond: [
    [0, 0, 0],
    [4, 4, null],
    [0, 0, 0],
    [0, 0, 1],
  ],
};

describe("the heatmap", () => {
  it("has the rows between the fastest and the slowest request, slowest first", () => {
    const { rows, cells } = heatGrid(map);
    expect(rows.map(({ words }) => words)).toEqual(["over 500 ms", "50 ms to 500 ms", "5 ms to 50 ms"]);
    expect(cells.map(({ x, y, heat }) => ({ x, y, heat }))).toEqual([
      { x: 0, y: 2, heat: 1 },
      { x: 1, y: 2, heat: 1 },
      { x: 2, y: 0, heat: 0.5 },
    ]);
  });

  it("is told in a sentence", () => {
    expect(heatmapInWords(map)).toBe("Most requests took 5 ms to 50 ms at the start and over 500 ms at the end.");
    expect(heatmapInWords({ ...map, perSecond: map.perSecond.map((row) => row.map(() => 0)) })).toBe(
      "No request was timed in this time.",
    );
    expect(rowWords([5], 0)).toBe("up to 5 ms");
  });
});

describe("a line of a log", () => {
  const at = "2026-11-20T03:01:02.345Z";

  it("is told without its own time, which stands beside it", () => {
    expect(lineText({ at, text: "2026-11-20T03:01:02.340Z INFO  served" })).toBe("INFO  served");
    expect(lineText({ at, text: "[2026-11-20 03:01:02,340+00:00] served" })).toBe("served");
  });

  it("keeps a time that is another, and text without one", () => {
    expect(lineText({ at, text: "2026-11-20T02:00:00Z began" })).toBe("2026-11-20T02:00:00Z began");
    expect(lineText({ at, text: "served" })).toBe("served");
    expect(lineText({ text: "2026-11-20T03:01:02.340Z served" })).toBe("2026-11-20T03:01:02.340Z served");
  });
});

describe("lines of a log", () => {
  const line = (access: object | undefined, text = "") => ({ text, ...(access && { access }) });

  it.each([
    [line({ code: 503, flags: "UF" }), true],
    [line({ code: 0 }), true],
    [line({ code: 200, durationMs: 1500 }), true],
    [line({ code: 404, durationMs: 3 }), false],
    [line(undefined, "connection pool exhausted: ERROR"), true],
    [line(undefined, "listening on 8080"), false],
  ])("%j is trouble: %s", (one, is) => {
    expect(isTrouble(one)).toBe(is);
  });

  it("say what their flags mean, and how long the upstream took of it", () => {
    expect(answerInWords({ code: 503, flags: "UF" })).toBe("503 UF: could not connect to upstream");
    expect(answerInWords({ code: 200, flags: "-" })).toBe("200");
    expect(tookInWords({ durationMs: 1240, upstreamMs: 1200 })).toBe("1.24 s, 1.20 s upstream");
  });
});

describe("who stands out", () => {
  const found = { what: "host", name: "worker-2", by: "errors", times: 8.24 } as const;

  it("is named with how much, and all pods on a bad node are marked", () => {
    expect(standsOutWords(found)).toBe("Node worker-2 stands out: 8.2× the errors of the others.");
    expect(standsOut({ name: "a", host: "worker-2" }, { standsOut: found })).toBe(true);
    expect(standsOut({ name: "worker-2", host: "worker-1" }, { standsOut: found })).toBe(false);
  });
});
