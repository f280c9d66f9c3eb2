import { expect, it } from "vitest";
import { type CalleeSide, calleeSideOf, covers, selectionsOf, selectionsWith, type TimedPair } from "./callee-side.ts";

function timed(reporter: TimedPair["reporter"], caller: string, callee: string, countPerSecond = 1): TimedPair {
  return { reporter, pair: `${caller} ${callee}`, caller, callee, countPerSecond };
}

const some: CalleeSide = { callers: ["", "unknown"], callees: ["cart", "web"] };

it.each<{ what: string; pairs: TimedPair[]; side: CalleeSide }>([
  { what: "nothing was timed", pairs: [], side: "none" },
  {
    what: "callers have timed",
    pairs: [timed("source", "web", "cart"), timed("destination", "web", "cart")],
    side: "none",
  },
  {
    what: "a waypoint has timed",
    pairs: [timed("waypoint", "web", "cart"), timed("destination", "web", "cart")],
    side: "none",
  },
  {
    what: "callees alone have timed",
    pairs: [
      timed("source", "web", "cart"),
      timed("destination", "web", "cart"),
      timed("destination", "unknown", "web"),
      timed("destination", "", "cart"),
    ],
    side: some,
  },
  {
    what: "the caller's series are only still there",
    pairs: [timed("source", "web", "cart", 0), timed("destination", "web", "cart")],
    side: { callers: ["web"], callees: ["cart"] },
  },
  {
    what: "the callee's series are only still there",
    pairs: [timed("destination", "web", "cart", 0)],
    side: "none",
  },
  {
    what: "there are too many to name",
    pairs: Array.from({ length: 200 }, (_, nth) => timed("destination", "unknown", `app-${nth}`)),
    side: "all",
  },
])("where $what the callee's side is read of $side", ({ pairs, side }) => {
  expect(calleeSideOf(pairs)).toEqual(side);
});

it.each<{ read: CalleeSide; wanted: CalleeSide; is: boolean }>([
  { read: "none", wanted: "none", is: true },
  { read: "none", wanted: some, is: false },
  { read: some, wanted: "none", is: true },
  { read: some, wanted: { callers: [""], callees: ["web"] }, is: true },
  { read: some, wanted: { callers: ["new"], callees: ["web"] }, is: false },
  { read: some, wanted: { callers: [""], callees: ["new"] }, is: false },
  { read: some, wanted: "all", is: false },
  { read: "all", wanted: some, is: true },
  { read: "all", wanted: "all", is: true },
])("who has read $read of it has read $wanted: $is", ({ read, wanted, is }) => {
  expect(covers(read, wanted)).toBe(is);
});

it("selects no series twice", () => {
  expect(selectionsWith("none")).toEqual([['reporter!="destination"']]);
  expect(selectionsWith("all")).toEqual([[]]);
  expect(selectionsWith(some)).toEqual([['reporter!="destination"'], ...selectionsOf(some)]);
  expect(selectionsOf(some)).toEqual([
    ['reporter="destination"', 'source_workload=~"|unknown"', 'destination_workload=~"cart|web"'],
  ]);
  expect(selectionsOf("none")).toEqual([]);
  expect(selectionsOf("all")).toEqual([['reporter="destination"']]);
});
