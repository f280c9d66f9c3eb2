import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { beginning, nextStop, type Stop, standing } from "./tour.ts";

const name = (stop: Stop) => (stop.at === "whole" ? "whole" : stop.id);

function walk(problems: readonly string[], steps: number, from: Stop = beginning): string[] {
  const stops: string[] = [];
  let stop = from;
  for (let step = 0; step < steps; step++) {
    stop = nextStop(stop, problems);
    stops.push(name(stop));
  }
  return stops;
}

describe("a tour", () => {
  it.each([
    { problems: ["a", "b"], stops: "a whole b whole a whole" },
    { problems: ["a"], stops: "a whole a whole a whole" },
    { problems: [], stops: "whole whole whole whole whole whole" },
  ])("through $problems goes $stops", ({ problems, stops }) => {
    expect(walk(problems, 6).join(" ")).toBe(stops);
  });

  it("leaves a problem that is over, and goes on with the worst where it does not know the one it was at", () => {
    const left = standing({ at: "problem", id: "gone" }, ["a", "b"]);
    expect(name(left)).toBe("whole");
    expect(name(nextStop(left, ["a", "b"]))).toBe("a");
  });

  it("comes by every problem in a round, whatever they are", () =>
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 8 }), (problems) => {
        const visited = walk(problems, 2 * problems.length).filter((stop) => problems.includes(stop));
        expect(visited).toEqual(problems);
      }),
    ));
});
