import { describe, expect, it } from "vitest";
import { sightOf } from "../features/find/sight.ts";
import { smallMesh } from "../features/find/small-mesh.fixture.ts";
import { exportChoices } from "./export-choices.ts";

const mesh = smallMesh("web>cart", "cart>pay 0.2");
const choices = (find: string | undefined, as: "map" | "table", isKept = true, topology = mesh) =>
  exportChoices(topology, sightOf(topology, find === undefined ? {} : { find }), { as }, isKept);

describe("files of what is on screen", () => {
  it("can all be made of a map", () => {
    expect(choices(undefined, "map").filter(({ unavailable }) => unavailable !== undefined)).toEqual([]);
  });

  it("say how much is in them", () => {
    expect(choices("failing", "map").at(-1)?.about).toBe("as the API sends it: 1 edge, 2 workloads");
  });

  it("are numbers alone where there is no map, and say so", () => {
    const made = choices(undefined, "table").map(({ name, unavailable }) => `${name.split(",")[0]}: ${unavailable}`);
    expect([...new Set(made)]).toEqual([
      "PNG: Show the map first (t)",
      "SVG: Show the map first (t)",
      "CSV: undefined",
      "JSON: undefined",
    ]);
  });

  it.each([
    { of: choices("name = nobody", "map"), why: "Nothing matches what is looked for" },
    { of: choices(undefined, "map", false), why: "Nothing is kept of this moment" },
    { of: choices(undefined, "map", true, smallMesh()), why: "There is nothing in this picture" },
  ])("cannot be made where $why", ({ of, why }) => {
    expect(new Set(of.map(({ unavailable }) => unavailable))).toEqual(new Set([why]));
  });
});
