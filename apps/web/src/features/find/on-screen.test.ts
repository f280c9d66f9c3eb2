import { TopologySchema } from "@fyr/contract";
import { Value } from "typebox/value";
import { expect, it } from "vitest";
import { onScreen } from "./on-screen.ts";
import { type Asked, sightOf } from "./sight.ts";
import { smallMesh } from "./small-mesh.fixture.ts";

const mesh = smallMesh("web>cart", "cart>pay 0.2", "pay>bank");
const idsOf = (asked: Asked) => {
  const { nodes, edges } = onScreen(mesh, sightOf(mesh, asked));
  return [...nodes, ...edges].map(({ id }) => id).join(" ");
};

it.each<{ asked: Asked; ids: string }>([
  { asked: {}, ids: "web cart pay bank web>cart cart>pay pay>bank" },
  { asked: { find: "failing" }, ids: "cart pay cart>pay" },
  { asked: { hide: "name = bank" }, ids: "web cart pay web>cart cart>pay" },
  { asked: { focus: { around: "pay", depth: "1" } }, ids: "cart pay bank cart>pay pay>bank" },
  { asked: { focus: { from: "web", to: "pay" } }, ids: "web cart pay web>cart cart>pay" },
  { asked: { find: "name = nobody" }, ids: "" },
])("with $asked there is $ids", ({ asked, ids }) => {
  expect(idsOf(asked)).toBe(ids);
});

it("leaves rolled-up edges out of a part", () => {
  const rolled = { ...mesh, rollups: [] };
  expect(onScreen(rolled, sightOf(rolled, {}))).toHaveProperty("rollups");
  expect(onScreen(rolled, sightOf(rolled, { find: "failing" }))).not.toHaveProperty("rollups");
});

it("is of the shape the server sends", () => {
  expect(Value.Check(TopologySchema, onScreen(mesh, sightOf(mesh, { find: "failing" })))).toBe(true);
});
