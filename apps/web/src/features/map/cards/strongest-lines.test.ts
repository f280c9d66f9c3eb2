import type { EdgeId, NodeId } from "@fyr/contract";
import { describe, expect, it } from "vitest";
import type { Line } from "../../../view/line.ts";
import { demoTopology } from "../demo-topology.fixture.ts";
import { strongestLines } from "./strongest-lines.ts";

const [call] = demoTopology().edges.filter(({ health }) => health.status === "healthy");

/** Fifty healthy lines out of one namespace, weaker and weaker; `louder` carries as much as is said. */
function lines(louder: Readonly<Record<string, number>> = {}): Line[] {
  if (call === undefined) throw new Error("the fixture has no healthy call");
  return Array.from({ length: 50 }, (_, index) => {
    const id = `line ${index}` as EdgeId;
    const edge = { ...call, id, requestsPerSecond: louder[id] ?? 100 - index };
    return { id, source: "a" as NodeId, target: `b ${index}` as NodeId, edges: [edge] };
  });
}

const groups = new Map([["a" as NodeId, "shop"]]);
const drawn = (of: readonly Line[], before?: readonly Line[]) =>
  strongestLines(of, groups, before && new Set(before.map(({ id }) => id))).map(({ id }) => id);

describe("the strongest lines", () => {
  it("of a namespace are drawn where there are many", () => {
    expect(drawn(lines())).toEqual(["line 0", "line 1"]);
  });

  it("stay while another is hardly stronger, and go when one is much stronger", () => {
    const before = strongestLines(lines(), groups);
    expect(drawn(lines({ "line 7": 110 }))).toEqual(["line 0", "line 7"]);
    expect(drawn(lines({ "line 7": 110 }), before)).toEqual(["line 0", "line 1"]);
    expect(drawn(lines({ "line 7": 170 }), before)).toEqual(["line 0", "line 7"]);
  });
});
