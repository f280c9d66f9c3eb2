import { expect, it } from "vitest";
import { buildTopology } from "./build.ts";
import { bytes, key, picture, requests, seenByZtunnel, workload } from "./testing/made-up.ts";
import { toldByWaypoints } from "./told-by-waypoints.ts";

const [storefront, cart] = [workload("storefront"), workload("cart")];
const waypoint = { ...cart, workload: "waypoint", app: "waypoint" };
const { nodes, edges } = buildTopology(
  picture([
    requests(key(storefront, cart, { reporter: "waypoint" }), 10),
    ...seenByZtunnel(bytes(key(storefront, waypoint, { protocol: "tcp" }), 100, 100)),
    ...seenByZtunnel(bytes(key(waypoint, cart, { protocol: "tcp", reporter: "destination" }), 100, 100)),
  ]),
);

it("are legs to a waypoint and from it, worked out once for the lists of a picture", () => {
  const legs = toldByWaypoints(nodes, edges);
  expect(legs.size).toBe(2);
  expect(toldByWaypoints(nodes, edges)).toBe(legs);
  const ofOthers = toldByWaypoints([...nodes], edges);
  expect(ofOthers).not.toBe(legs);
  expect(ofOthers).toEqual(legs);
});
