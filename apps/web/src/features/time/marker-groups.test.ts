import type { Marker } from "@fyr/contract";
import { describe, expect, it } from "vitest";
import { markerGroups } from "./marker-groups.ts";

const start = Date.parse("2026-11-20T01:00:00Z");
const span = { from: start, to: start + 7_200_000 };
const markerAt = (minute: number, id = `m${minute}`): Marker => ({
  id,
  at: new Date(start + minute * 60_000).toISOString(),
  kind: "rollout",
  object: { kind: "Deployment", namespace: "shop", name: id },
  workloads: [],
  services: [],
  knownFrom: "cluster",
});

describe("markers on the timeline", () => {
  it("stand by themselves where there is room, with how much there is to the next", () => {
    const groups = markerGroups([markerAt(60), markerAt(30)], span, []);
    expect(groups.map(({ id, place, room }) => ({ id, place, room }))).toEqual([
      { id: "m30", place: 0.25, room: 0.25 },
      { id: "m60", place: 0.5, room: 0.5 },
    ]);
  });

  it("are one where they would lie over each other, numbered as the strongest suspect among them", () => {
    const [group, ...others] = markerGroups([markerAt(60), markerAt(61), markerAt(62)], span, ["m90", "m61", "m60"]);
    expect(others).toEqual([]);
    expect(group?.markers.map(({ id }) => id)).toEqual(["m60", "m61", "m62"]);
    expect(group?.number).toBe(2);
    expect(group?.lead.id).toBe("m61");
  });

  it("are told by their first where none of them is a suspect", () => {
    expect(markerGroups([markerAt(61), markerAt(60)], span, [])[0]?.lead.id).toBe("m60");
  });

  it("have their words to the left at the end, and share the room where words come towards each other", () => {
    const groups = markerGroups([markerAt(60), markerAt(90), markerAt(108), markerAt(114)], span, []);
    expect(groups.map(({ side, room }) => [side, Number(room.toFixed(3))])).toEqual([
      ["right", 0.125],
      ["left", 0.125],
      ["left", 0.15],
      ["left", 0.05],
    ]);
  });

  it("have their words where there is room for them, to the right where both sides have it", () => {
    const sidesOf = (...minutes: number[]) =>
      markerGroups(
        minutes.map((at) => markerAt(at)),
        span,
        [],
      ).map(({ side }) => side);
    expect(sidesOf(100)).toEqual(["left"]);
    expect(sidesOf(94)).toEqual(["right"]);
    expect(sidesOf(80, 100)).toEqual(["left", "left"]);
    expect(sidesOf(10, 20)).toEqual(["right", "right"]);
  });

  it("are left out where they lie outside the span", () => {
    expect(markerGroups([markerAt(-1), markerAt(121)], span, [])).toEqual([]);
  });
});
