import { expect, it } from "vitest";
import { createNamedByOthers, type Side } from "./named-by-others.ts";

const cart = { cluster: "north", namespace: "shop", workload: "cart-v1", app: "cart", version: "v1" };
const web = { cluster: "north", namespace: "shop", workload: "web-v1", app: "web", version: "v1" };

it.each([
  { lacks: "its workload", party: { cluster: "north", namespace: "shop", app: "web", version: "v1" } },
  { lacks: "workload and version", party: { cluster: "north", namespace: "shop", app: "web" } },
  { lacks: "its namespace", party: { cluster: "north", workload: "web-v1", app: "web", version: "v1" } },
  { lacks: "all but its app", party: { cluster: "north", app: "web" } },
])("names who lacks $lacks as the other side does", ({ party }) => {
  const whole = createNamedByOthers(() => [
    { source: web, destination: cart },
    { source: party, destination: cart },
  ]);
  expect(whole(party, cart, "source")).toEqual(web);
});

it("knows the other end by its app where that has lost its workload, too", () => {
  const whole = createNamedByOthers(() => [{ source: web, destination: cart }]);
  expect(whole({ namespace: "shop", app: "web" }, { namespace: "shop", app: "cart" }, "source")).toMatchObject({
    workload: "web-v1",
  });
});

it.each<{ why: string; also: typeof web; as?: Side }>([
  { why: "several workloads of the app call the same", also: { ...web, workload: "web-v1-batch" } },
  { why: "only another end of traffic is named so", also: web, as: "destination" },
])("leaves as they are those of whom $why", ({ also, as = "source" }) => {
  const party = { namespace: "shop", app: "web", version: "v1" };
  const whole = createNamedByOthers(() => [
    ...(as === "source" ? [{ source: web, destination: cart }] : []),
    { source: also, destination: cart },
  ]);
  expect(whole(party, cart, as)).toBe(party);
});
