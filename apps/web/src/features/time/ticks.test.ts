import { expect, it } from "vitest";
import { ticksOf } from "./ticks.ts";

const hour = 3_600_000;
/** Oslo, around the night of 25 October 2026. */
const oslo = (at: number) => (at < Date.parse("2026-10-25T01:00:00Z") ? 2 * hour : hour);
const at = (text: string) => Date.parse(`2026-10-${text}:00Z`);
const times = (from: string, to: string) =>
  ticksOf({ from: at(from), to: at(to) }, at(to), oslo).map((tick) => new Date(tick.at).toISOString().slice(8, 16));

it("stand at midnights on the wall, on both sides of a change of clocks", () => {
  expect(times("22T12:00", "27T12:00")).toEqual(["22T22:00", "23T22:00", "24T22:00", "25T23:00", "26T23:00"]);
});

it("stand at hours that can be divided, in the zone on screen", () => {
  expect(times("24T09:10", "24T21:10")).toEqual([
    "24T10:00",
    "24T12:00",
    "24T14:00",
    "24T16:00",
    "24T18:00",
    "24T20:00",
  ]);
});
