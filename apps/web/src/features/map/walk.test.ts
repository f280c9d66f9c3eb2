import Elk from "elkjs/lib/elk.bundled.js";
import { beforeAll, describe, expect, it } from "vitest";
import { demoTopology } from "./demo-topology.fixture.ts";
import { createElementReader } from "./elements.ts";
import { layOut } from "./layout/lay-out.ts";
import type { Scene } from "./placed.ts";
import { emptyScene, placeScene } from "./scene.ts";
import { firstStop, nextStop } from "./walk.ts";

describe("a walk by keyboard", () => {
  let scene: Scene = emptyScene;
  beforeAll(async () => {
    const elements = createElementReader().read(demoTopology(), "smart");
    scene = placeScene(elements, await layOut(elements, 1.2, new Elk()), emptyScene);
  });

  it("begins at the entry", () => {
    expect(firstStop(scene)).toEqual({ type: "node", id: "node edge/ingress" });
    expect(nextStop(scene, undefined, "right")).toEqual(firstStop(scene));
  });

  it("goes right along the busiest call to who is called, and back", () => {
    const edge = nextStop(scene, { type: "node", id: "node edge/ingress" }, "right");
    expect(edge).toEqual({ type: "edge", id: "edge edge/ingress shop/storefront" });
    expect(nextStop(scene, edge, "right")).toEqual({ type: "node", id: "node shop/storefront" });
    expect(nextStop(scene, edge, "left")).toEqual({ type: "node", id: "node edge/ingress" });
  });

  it("takes a failing call before a busy one", () => {
    expect(nextStop(scene, { type: "node", id: "node checkout/checkout" }, "right")?.id).toBe(
      "edge checkout/checkout payments/payment-v2",
    );
  });

  it("goes through all calls of one caller, up and down", () => {
    const calls = [...scene.edges.values()].filter(({ element }) => element.source.endsWith("checkout/checkout"));
    const top = calls.sort((a, b) => a.path.start.y - b.path.start.y)[0];
    const seen = new Set<string>();
    let at: ReturnType<typeof nextStop> = { type: "edge", id: top?.element.id ?? "" };
    for (const _ of calls) {
      seen.add(at?.id ?? "");
      at = nextStop(scene, at, "down");
    }
    expect(seen.size).toBe(calls.length);
    expect(nextStop(scene, at, "down")).toEqual(at);
  });

  it("stays where it is told nothing when a node calls nobody", () => {
    expect(nextStop(scene, { type: "node", id: "node platform/redis" }, "right")).toBeUndefined();
  });
});
