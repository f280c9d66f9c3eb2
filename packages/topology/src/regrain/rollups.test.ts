import { expect, it } from "vitest";
import { buildTopology } from "../build.ts";
import { edgeIdOf } from "../ids.ts";
import { inventory, key, latency, picture, requests, workload } from "../testing/made-up.ts";
import { coarserNodeId } from "./node-place.ts";

const web = { ...workload("web-v1"), app: "web" };
const web2 = { ...workload("web-v2"), app: "web", version: "v2" };
const cart = { ...workload("cart-v1"), app: "cart", service: "cart", serviceHost: "cart.shop.svc.cluster.local" };
const cart2 = { ...cart, workload: "cart-v2", version: "v2" };
const basket = { ...cart, service: "basket", serviceHost: "basket.shop.svc.cluster.local" };
const pay = workload("pay", "payments");

const samples = [
  { of: key(web, cart), counts: { 10: 90, 100: 90 }, all: 90 },
  { of: key(web, cart2), counts: { 10: 0, 100: 10 }, all: 10 },
  { of: key(web2, cart2), counts: { 10: 5, 100: 100 }, all: 100 },
  { of: key(web2, basket), counts: { 10: 1, 100: 7 }, all: 7 },
  { of: key(web2, cart), counts: { 10: 3, 100: 3 }, all: 3 },
  { of: key(cart2, pay), counts: { 10: 20, 100: 20 }, all: 20 },
].flatMap(({ of, counts, all }) => [requests(of, all), latency(of, counts, all, all * 20)]);

it.each<{ grain: "app" | "versionedApp" | "namespace" }>([
  { grain: "app" },
  { grain: "versionedApp" },
  { grain: "namespace" },
])("are found at grain $grain by the ids of the coarser nodes", ({ grain }) => {
  const strangers = [
    requests(key({}, cart), 1),
    requests(key(web, { service: "late", serviceNamespace: "shop" }), 1),
    requests(key(web, { service: "api.example", serviceHost: "api.example", serviceNamespace: "shop" }), 1),
    requests(key({ namespace: "shop", cluster: "north", app: "old" }, {}), 1),
  ];
  const { nodes, edges } = buildTopology(picture([...samples, ...strangers]));
  const ids = new Map(nodes.map((node) => [node.id, coarserNodeId(node, grain)]));
  const coarser = edges.map(({ source, target, protocol }) =>
    edgeIdOf(ids.get(source) ?? source, ids.get(target) ?? target, protocol),
  );
  const wanted = buildTopology(picture([...samples, ...strangers], { grain })).edges.map((edge) => edge.id);
  expect([...new Set(coarser)].sort()).toEqual(wanted);
});

it("are only of what adds up several, or part of one", () => {
  const { rollups = [] } = buildTopology(picture(samples));
  expect(
    rollups.filter(({ latencyMs, outboundLatencyMs }) => latencyMs || outboundLatencyMs).map(({ id }) => id),
  ).toEqual([
    "app+services:app/north/shop/cart",
    "app+services:app/north/shop/web",
    "app:app/north/shop/cart",
    "app:app/north/shop/web",
    "app:app/north/shop/web>app/north/shop/cart:http",
    "namespace:namespace/north/shop",
    "namespace:namespace/north/shop>namespace/north/shop:http",
    "service:service/north/shop/cart",
    "service:workload/north/shop/web-v2",
    "versionedApp+services:app/north/shop/cart/v1",
    "versionedApp+services:app/north/shop/web/v2",
    "versionedApp+services:service/north/shop/cart",
    "workload+services:service/north/shop/cart",
    "workload+services:workload/north/shop/cart-v1",
    "workload+services:workload/north/shop/web-v2",
  ]);
  expect(rollups.filter(({ edge }) => edge).map(({ id }) => id)).toContain(
    "service:workload/north/shop/web-v2>service/north/shop/basket:http",
  );
});

it("say once what routes do to a service that nobody else answers for, whatever it stands between", () => {
  const splits = {
    route: { kind: "VirtualService", namespace: "shop", name: "cart" },
    hosts: ["cart.shop.svc.cluster.local"],
    destinationHosts: ["cart.shop.svc.cluster.local"],
    splits: true,
    injectsFaults: false,
  } as const;
  const known = inventory({ routes: [splits], circuitBreakerHosts: ["basket.shop.svc.cluster.local"] });
  const { rollups = [] } = buildTopology(picture(samples, { inventory: known }));
  expect(rollups.filter(({ flags }) => flags).map(({ id, flags }) => [id, flags])).toEqual([
    ["service:service/north/shop/basket", ["circuitBreaker"]],
    ["service:service/north/shop/cart", ["trafficSplit"]],
  ]);
  const between = buildTopology(picture(samples, { inventory: known, serviceNodes: true })).nodes;
  expect(between.find(({ id }) => id === "service/north/shop/cart")?.flags).toEqual(["trafficSplit"]);
});

it("leave out what is out of scope, and stand in pictures of workloads alone", () => {
  const rollups = (rest: Parameters<typeof picture>[1]) => buildTopology(picture(samples, rest)).rollups;
  expect(rollups({ namespaces: ["payments"] })?.filter(({ latencyMs }) => latencyMs)).toEqual([]);
  expect(rollups({ grain: "app" })).toBeUndefined();
  expect(rollups({ serviceNodes: true })).toBeUndefined();
});
