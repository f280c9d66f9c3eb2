import { describe, expect, it } from "vitest";
import { simulationUnderTest } from "./simulation-under-test.ts";
import { type ClusterObject, RESOURCES, type ResourceName } from "./traffic/cluster-view.ts";

type Mesh = ReturnType<typeof simulationUnderTest>;

/** Shares of what a caller sends to these workloads, after time enough for a change to settle. */
function sharesOf({ simulation, pass }: Mesh, source: string, ...targets: string[]): number[] {
  pass(30);
  const rates = targets.map((name) =>
    simulation
      .traffic()
      .ways.filter(({ way }) => way.source?.name === source && way.target.name === name)
      .reduce((sum, { requestsPerSecond }) => sum + requestsPerSecond, 0),
  );
  const total = rates.reduce((sum, rate) => sum + rate, 0);
  return rates.map((rate) => rate / total);
}

const about = (...shares: number[]) => shares.map((share) => expect.closeTo(share, 1));

function change({ cluster }: Mesh, resource: ResourceName, namespace: string, name: string, spec: object): void {
  const found = cluster.view
    .list(resource)
    .find(({ metadata }) => metadata.namespace === namespace && metadata.name === name);
  const object: ClusterObject = found ?? { metadata: { namespace, name } };
  cluster.put(resource, { ...object, spec: { ...(object["spec"] as object | undefined), ...spec } });
}

const backend = (name: string, weight?: number) => ({ name, ...(weight !== undefined && { weight }) });
const ofService = (name: string) => [{ group: "", kind: "Service", name }];

describe("the demo's splits", () => {
  it.each([
    {
      by: "an HTTPRoute of a service",
      source: "storefront",
      targets: ["recommend-v1", "recommend-v2"],
      are: [0.8, 0.2],
    },
    { by: "a GRPCRoute", source: "checkout", targets: ["promotions-v1", "promotions-v2"], are: [0.9, 0.1] },
    { by: "tcp rules", source: "cart", targets: ["sessions-v7", "sessions-v8"], are: [0.8, 0.2] },
    { by: "a delegate", source: "storefront", targets: ["media-v3", "media-v4"], are: [0.7, 0.3] },
    { by: "an HTTPRoute of a Gateway", source: "ingress", targets: ["media-v3", "media-v4"], are: [0.7, 0.3] },
    {
      by: "pods where there is no route",
      source: "mobile-bff",
      targets: ["wishlist-v1", "wishlist-v2"],
      are: [2 / 3, 1 / 3],
    },
    { by: "Flagger's hosts", source: "storefront", targets: ["ads-primary", "ads"], are: [0.9, 0.1] },
  ])("are steered by $by", ({ source, targets, are }) => {
    expect(sharesOf(simulationUnderTest(), source, ...targets)).toEqual(about(...are));
  });
});

describe("changes", () => {
  it("of an HTTPRoute's relative weights move traffic", () => {
    const mesh = simulationUnderTest();
    const rules = [{ backendRefs: [backend("recommend-v1"), backend("recommend-v2", 3)] }];
    change(mesh, RESOURCES.httpRoutes, "shop", "recommend", { rules });
    expect(sharesOf(mesh, "storefront", "recommend-v1", "recommend-v2")).toEqual(about(0.25, 0.75));
  });

  it("of tcp weights move connections", () => {
    const mesh = simulationUnderTest();
    const to = (subset: string, weight: number) => ({ destination: { host: "sessions", subset }, weight });
    change(mesh, RESOURCES.virtualServices, "platform", "sessions", { tcp: [{ route: [to("v7", 30), to("v8", 70)] }] });
    expect(sharesOf(mesh, "cart", "sessions-v7", "sessions-v8")).toEqual(about(0.3, 0.7));
  });

  it("of a delegate move traffic of the root's host, and a root without its delegate answers 404", () => {
    const mesh = simulationUnderTest();
    const to = (subset: string, weight: number) => ({ destination: { host: "media", subset }, weight });
    change(mesh, RESOURCES.virtualServices, "shop", "media", { http: [{ route: [to("v3", 10), to("v4", 90)] }] });
    expect(sharesOf(mesh, "storefront", "media-v3", "media-v4")).toEqual(about(0.1, 0.9));

    change(mesh, RESOURCES.virtualServices, "shop", "media", { exportTo: ["."] });
    expect(sharesOf(mesh, "storefront", "media-v3", "media-v4")).toEqual(about(0.7, 0.3));
  });

  it("of the gateway's rules move what comes in", () => {
    const mesh = simulationUnderTest();
    const http = [{ route: [{ destination: { host: "storefront.shop.svc.cluster.local" } }] }];
    change(mesh, RESOURCES.virtualServices, "edge", "shop", { http });
    expect(sharesOf(mesh, "ingress", "storefront", "mobile-bff")).toEqual(about(1, 0));
  });

  it("from no route to one by the Gateway API split by its services", () => {
    const mesh = simulationUnderTest();
    const service = (version: string) =>
      mesh.cluster.put(RESOURCES.services, {
        metadata: { namespace: "shop", name: `wishlist-${version}` },
        spec: { selector: { app: "wishlist", version } },
      });
    service("v1");
    service("v2");
    const rules = [{ backendRefs: [backend("wishlist-v1", 95), backend("wishlist-v2", 5)] }];
    change(mesh, RESOURCES.httpRoutes, "shop", "wishlist", { parentRefs: ofService("wishlist"), rules });
    expect(sharesOf(mesh, "mobile-bff", "wishlist-v1", "wishlist-v2")).toEqual(about(0.95, 0.05));
  });

  it("by an HTTPRoute count before those of a VirtualService of the same host", () => {
    const mesh = simulationUnderTest();
    const http = [{ route: [{ destination: { host: "recommend-v1" } }] }];
    change(mesh, RESOURCES.virtualServices, "shop", "recommend", { hosts: ["recommend"], http });
    expect(sharesOf(mesh, "storefront", "recommend-v1", "recommend-v2")).toEqual(about(0.8, 0.2));
  });

  it("beside a caller count for callers of that namespace alone", () => {
    const mesh = simulationUnderTest();
    const parentRefs = [{ group: "", kind: "Service", name: "promotions", namespace: "checkout" }];
    const rules = [{ backendRefs: [{ name: "promotions-v2", namespace: "checkout" }] }];
    change(mesh, RESOURCES.grpcRoutes, "shop", "promotions", { parentRefs, rules });
    expect(sharesOf(mesh, "checkout", "promotions-v1", "promotions-v2")).toEqual(about(0.9, 0.1));
  });
});

describe("mirrors", () => {
  it("get copies of requests, and callers notice nothing", () => {
    const mesh = simulationUnderTest();
    const calm = mesh.watch(60).get("source storefront>search");
    const mirror = { host: "ratings" };
    const http = [{ route: [{ destination: { host: "search" } }], mirror, mirrorPercentage: { value: 50 } }];
    change(mesh, RESOURCES.virtualServices, "shop", "search", { hosts: ["search"], http });
    mesh.pass(10);
    const seen = mesh.watch(60);

    const search = seen.get("source storefront>search");
    expect((seen.get("source storefront>ratings")?.perSecond ?? 0) / (search?.perSecond ?? 1)).toBeCloseTo(0.5, 1);
    expect(search?.perSecond).toBeCloseTo(calm?.perSecond ?? 0, -1);
    expect(search?.meanMs).toBeCloseTo(calm?.meanMs ?? 0, -1);
  });
});

describe("outlier detection", () => {
  it("changed live takes pods out that fail", () => {
    const mesh = simulationUnderTest({ scenario: "retry-storm" });
    mesh.pass(30);
    const before = mesh.watch(60).get("source reviews>ratings")?.perSecond ?? 0;
    const trafficPolicy = { outlierDetection: { consecutive5xxErrors: 1, baseEjectionTime: "60s" } };
    change(mesh, RESOURCES.destinationRules, "shop", "ratings", { host: "ratings", trafficPolicy });
    mesh.pass(30);
    const seen = mesh.watch(60);

    expect(seen.get("source reviews>unknown")?.answers).toHaveProperty("503  UH,URX");
    expect(seen.get("source reviews>ratings")?.perSecond ?? 0).toBeLessThan(before / 2);
  });
});
