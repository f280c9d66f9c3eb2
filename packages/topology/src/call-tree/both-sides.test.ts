import type { Reporter } from "@fyr/contract";
import { describe, expect, it } from "vitest";
import { buildPicture } from "../build.ts";
import type { TrafficSample } from "../samples.ts";
import { key, picture, requests, workload } from "../testing/made-up.ts";
import { bothSides } from "./both-sides.ts";

const [web, cart] = [workload("web"), workload("cart")];
const between = (reporter: Reporter) => key(web, cart, { reporter });

const counted = (reporter: Reporter, perSecond: number) => requests(between(reporter), perSecond);
const timed = (reporter: Reporter, countPerSecond: number, sumMsPerSecond: number): TrafficSample => ({
  ...between(reporter),
  kind: "latency",
  countPerSecond,
  sumMsPerSecond,
});

function sidesOf(samples: readonly TrafficSample[]) {
  return [...bothSides(samples, buildPicture(picture(samples))).values()];
}

describe("both sides of an edge", () => {
  it("are told apart, though a picture shows the better one", () => {
    const samples = [
      counted("source", 10),
      timed("source", 10, 500),
      counted("destination", 12),
      timed("destination", 12, 480),
    ];
    expect(sidesOf(samples)).toEqual([
      { caller: { requests: 10, timed: 10, sumMs: 500 }, callee: { requests: 12, timed: 12, sumMs: 480 } },
    ]);
  });

  it("are one where only one reports", () => {
    expect(sidesOf([counted("destination", 12), timed("destination", 12, 480)])).toEqual([
      { callee: { requests: 12, timed: 12, sumMs: 480 } },
    ]);
  });

  it("have a waypoint speak for a caller that does not count", () => {
    const waypoint = [counted("waypoint", 4), timed("waypoint", 4, 40)];
    expect(sidesOf(waypoint)).toEqual([{ caller: { requests: 4, timed: 4, sumMs: 40 } }]);
    expect(sidesOf([...waypoint, counted("source", 5)])[0]?.caller).toMatchObject({ requests: 5 });
  });
});
