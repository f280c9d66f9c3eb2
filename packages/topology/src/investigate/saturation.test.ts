import { describe, expect, it } from "vitest";
import type { NodePlace } from "../place.ts";
import type { ContainerRow } from "./history.ts";
import type { LineGraph } from "./node-excess.ts";
import { containersByWorkload } from "./saturation.ts";

const cartIn = (cluster: string) =>
  ({ id: `workload/${cluster}/shop/cart`, cluster, namespace: "shop", workload: "cart" }) as unknown as NodePlace;
const row: ContainerRow = {
  namespace: "shop",
  pod: "cart-7d9f8c6b5-abcde",
  container: "cart",
  measure: "throttled",
  ratio: Float64Array.of(0.5),
};

function containersOf(...carts: readonly NodePlace[]) {
  const into = new Map(carts.map((target) => [target.id, [{ target, source: target }]]));
  const graph = { into, outOf: new Map() } as unknown as LineGraph;
  return containersByWorkload({ bins: [], rows: [], hosts: [], containers: [row] }, graph);
}

describe("containers near their bounds", () => {
  it("are those of the workload that their pods are named after", () => {
    expect(containersOf(cartIn("east"))(cartIn("east"))).toEqual([row]);
  });

  it("are nobody's where workloads of two clusters have that name", () => {
    const of = containersOf(cartIn("east"), cartIn("west"));
    expect([cartIn("east"), cartIn("west")].map(of)).toEqual([[], []]);
  });
});
