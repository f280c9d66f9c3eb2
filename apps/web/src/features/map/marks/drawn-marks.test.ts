import { describe, expect, it } from "vitest";
import { demoTopology } from "../demo-topology.fixture.ts";
import { drawnMarks } from "./drawn-marks.ts";
import { legendMarks } from "./legend-marks.ts";

describe("the marks of a picture", () => {
  it("are those of its lines, nodes, rings and badges", () => {
    expect([...drawnMarks(demoTopology())].sort()).toEqual([
      "badge circuitBreaker",
      "badge plaintext",
      "badge split",
      "border noSidecar",
      "dot answered",
      "dot failed",
      "line degraded",
      "line failing",
      "line healthy",
      "line tcp",
      "ring plain",
      "ring shares",
      "shape external",
      "shape gateway",
      "shape workload",
    ]);
  });

  it("are all among those the legend explains", () => {
    const explained = new Set(legendMarks.map(({ id }) => id));
    const strangers = [...drawnMarks(demoTopology(), true)].filter((mark) => !explained.has(mark));
    expect(strangers).toEqual([]);
  });

  it("hold the padlock where only a line goes in plaintext", () => {
    const { nodes, edges } = demoTopology();
    const marks = drawnMarks({
      nodes: nodes.map((node) => ({ ...node, flags: [] })),
      edges: edges.map((edge, index) => ({ ...edge, flags: index === 0 ? ["partlyPlaintext"] : [] })),
    });
    expect(marks).toContain("badge plaintext");
  });
});
