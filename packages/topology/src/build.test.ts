import { describe, expect, it } from "vitest";
import { buildPicture, buildTopology } from "./build.ts";
import type { ServiceParty, TrafficSample } from "./samples.ts";
import {
  bytes,
  inventory,
  inventoryWorkload,
  key,
  latency,
  picture,
  requests,
  seenByZtunnel,
  workload,
} from "./testing/made-up.ts";

const storefront = workload("storefront");
const cart = workload("cart");
const payment = workload("payment-v2", "payments");
const call = key(storefront, cart);

const edgesOf = (samples: readonly TrafficSample[], rest: Parameters<typeof picture>[1] = {}) =>
  buildTopology(picture(samples, rest)).edges;
const onlyEdge = (samples: readonly TrafficSample[], rest: Parameters<typeof picture>[1] = {}) => {
  const edges = edgesOf(samples, rest);
  expect(edges).toHaveLength(1);
  return edges[0];
};

describe("what is held of an edge for the next picture", () => {
  it("is of the whole edge, also where some of it was called without a name", () => {
    const { service: _, serviceNamespace: __, serviceHost: ___, ...unnamed } = cart;
    const failing = [requests(call, 90), requests(call, 10, { code: "500" })];
    const heldOf = (samples: readonly TrafficSample[]) => {
      const { topology, verdicts } = buildPicture(picture(samples));
      return verdicts.subjects.get(topology.edges[0]?.id ?? ("" as never))?.now;
    };
    const alone = heldOf(failing);
    expect(alone?.size).toBeGreaterThan(0);
    expect(heldOf([...failing, requests(key(storefront, unnamed), 20)])).toEqual(alone);
  });
});

describe("the reporter of an edge", () => {
  const from = (reporter: "source" | "waypoint" | "destination", perSecond: number) =>
    requests({ ...call, reporter }, perSecond);

  it.each([
    { heard: ["source", "waypoint", "destination"] as const, chosen: "source" },
    { heard: ["destination", "waypoint"] as const, chosen: "waypoint" },
    { heard: ["destination"] as const, chosen: "destination" },
  ])("is $chosen of $heard, and nobody is counted twice", ({ heard, chosen }) => {
    const edge = onlyEdge(heard.map((reporter) => from(reporter, 10)));
    expect(edge?.reporter).toBe(chosen);
    expect(edge?.requestsPerSecond).toBe(10);
  });

  it("is the one of its latency too; where that one does not time, the next best does, and that is said", () => {
    const calleeOnly = [from("source", 10), latency({ ...call, reporter: "destination" }, { 10: 5 }, 10)];
    expect(onlyEdge(calleeOnly)).toMatchObject({ reporter: "source", latencyMs: { p50: 10 } });
    const { topology, edgeKeys } = buildPicture(picture(calleeOnly));
    expect(topology.warnings).toEqual([expect.stringContaining("do not time")]);
    expect([...edgeKeys.values()]).toMatchObject([
      [{ reporter: "source" }, { reporter: "destination", only: "durations" }],
    ]);
    const both = [...calleeOnly, latency(call, { 100: 10 }, 10)];
    expect(onlyEdge(both)?.latencyMs?.p50).toBe(50);
  });

  it("adds up what one reporter says of several instances and codes", () => {
    const edge = onlyEdge([requests(call, 3), requests(call, 5), requests(call, 2, { code: "503", flags: "UF" })]);
    expect(edge?.requestsPerSecond).toBe(10);
    expect(edge?.errorRatio).toBe(0.2);
    expect(edge?.responses).toEqual([
      { code: "200", perSecond: 8 },
      { code: "503", flags: "UF", perSecond: 2 },
    ]);
  });

  it("covers both layers: bytes of a ztunnel are the requests of the waypoint, seen lower", () => {
    const edge = onlyEdge([
      from("waypoint", 10),
      ...bytes({ ...call, protocol: "tcp" }, 500, 900, true),
      ...bytes({ ...call, protocol: "tcp", reporter: "destination" }, 500, 900, true),
    ]);
    expect(edge?.protocol).toBe("http");
  });

  it("keeps connections that the reporter of the requests counted beside them", () => {
    const edges = edgesOf([from("source", 10), ...bytes({ ...call, protocol: "tcp" }, 500, 900)]);
    expect(edges.map((edge) => edge.protocol)).toEqual(["http", "tcp"]);
  });

  it("hides the legs to and from a waypoint that reports the requests", () => {
    const waypoint = workload("waypoint");
    const watched = inventory({ workloads: [inventoryWorkload("waypoint", { role: "waypoint" })] });
    const legs = [
      ...bytes(key(storefront, waypoint, { protocol: "tcp" }), 100, 100),
      ...bytes(key(waypoint, cart, { protocol: "tcp", reporter: "destination" }), 100, 100),
    ];
    expect(edgesOf([from("waypoint", 10), ...legs], { inventory: watched })).toHaveLength(1);
    expect(edgesOf(legs, { inventory: watched })).toHaveLength(2);
  });

  it("is there for each version of an app that proxies and a waypoint report by turns", () => {
    const versions = ["v1", "v2"].map((version) => ({ ...cart, workload: `cart-${version}`, version }));
    const [direct, through] = versions.map((version) => key(storefront, version));
    const told = [requests(direct ?? call, 10), requests({ ...(through ?? call), reporter: "waypoint" }, 5)];
    expect(edgesOf(told).map((edge) => [edge.target, edge.reporter])).toEqual([
      ["workload/north/shop/cart-v1", "source"],
      ["workload/north/shop/cart-v2", "waypoint"],
    ]);
  });
});

describe("connections of a gateway between networks", () => {
  const gateway = workload("istio-eastwestgateway", "istio-system");
  const through = key(gateway, cart, { protocol: "tcp" });
  const heard = requests({ ...call, reporter: "destination" }, 10);
  const edgesInShort = (samples: readonly TrafficSample[]) =>
    edgesOf(samples).map(({ source, protocol }) => `${source.split("/").at(-1)} ${protocol}`);

  it("are the calls that the callee's proxy counts, and the gateway stays", () => {
    const { edges, nodes } = buildTopology(picture([heard, ...bytes(through, 100, 100)]));
    expect(edges.map(({ protocol }) => protocol)).toEqual(["http"]);
    expect(nodes.map(({ name }) => name)).toContain("istio-eastwestgateway");
  });

  it("are its own where the callee's proxy tells nothing, or tells of them, and those of anybody else", () => {
    expect(edgesInShort([requests(call, 10), ...bytes(through, 1, 1)])).toContain("istio-eastwestgateway tcp");
    const told = bytes({ ...through, reporter: "destination" }, 1, 1);
    expect(edgesInShort([heard, ...bytes(through, 1, 1), ...told])).toContain("istio-eastwestgateway tcp");
    const other = key(workload("payment-v2", "payments"), cart, { protocol: "tcp" });
    expect(edgesInShort([heard, ...bytes(other, 1, 1)])).toContain("payment-v2 tcp");
  });
});

describe("what a ztunnel counts", () => {
  const tcp = key(storefront, cart, { protocol: "tcp" });
  const atCallee = { ...tcp, reporter: "destination" } as const;

  it("is an edge that says so where nobody else reports on the pair", () => {
    const edge = onlyEdge(seenByZtunnel([...bytes(tcp, 500, 900, true), ...bytes(atCallee, 500, 900, true)]));
    expect(edge).toMatchObject({ protocol: "tcp", reporter: "source", flags: ["l4Only"], mtlsRatio: 1 });
    expect(edge?.bytesPerSecond).toEqual({ toTarget: 500, toSource: 900 });
  });

  it("is no second edge, even where the same side reports both layers", () => {
    expect(onlyEdge([requests(call, 10), ...seenByZtunnel(bytes(tcp, 500, 900))])?.protocol).toBe("http");
  });

  it("marks who is called so by everybody, and nobody else", () => {
    const flagsOf = (...samples: TrafficSample[][]) =>
      buildTopology(picture(samples.flat())).nodes.map(({ name, flags }) => `${name} ${flags}`);
    const ztunnel = seenByZtunnel(bytes(tcp, 500, 900));
    const sidecar = bytes(key(workload("search"), cart, { protocol: "tcp" }), 10, 10);
    expect(flagsOf(ztunnel)).toEqual(["cart l4Only", "storefront "]);
    expect(flagsOf(ztunnel, sidecar)).toEqual(["cart ", "search ", "storefront "]);
  });

  it("gives way to the sidecar at the other end", () => {
    const edge = onlyEdge([...seenByZtunnel(bytes(tcp, 510, 910)), ...bytes(atCallee, 500, 900)]);
    expect(edge).toMatchObject({ reporter: "destination", flags: [] });
    expect(edge?.bytesPerSecond).toEqual({ toTarget: 500, toSource: 900 });
  });

  it("makes no waypoint of who is called by somebody and calls whom a waypoint has answering them", () => {
    const [waypoint, mail] = [{ ...cart, workload: "waypoint", app: "waypoint" }, workload("mail")];
    const raw = { ...cart, service: "cart-raw", serviceHost: "cart-raw.shop.svc.cluster.local" };
    const legs = [key(storefront, waypoint), key(waypoint, cart), key(storefront, mail), key(mail, raw)];
    const { nodes } = buildTopology(
      picture([
        requests({ ...call, reporter: "waypoint" }, 10),
        ...legs.flatMap((leg) => seenByZtunnel(bytes({ ...leg, protocol: "tcp" }, 90, 90))),
      ]),
    );
    expect(nodes.filter(({ kind }) => kind === "waypoint").map(({ name }) => name)).toEqual(["waypoint"]);
  });

  it("on the legs through a waypoint asks for no other one, though Kubernetes names none", () => {
    const waypoint = workload("waypoint");
    const edges = edgesOf([
      requests({ ...call, reporter: "waypoint" }, 10),
      ...seenByZtunnel(bytes(key(storefront, waypoint, { protocol: "tcp" }), 100, 100)),
      ...seenByZtunnel(bytes(key(waypoint, cart, { protocol: "tcp", reporter: "destination" }), 100, 100)),
      ...seenByZtunnel(bytes(key(cart, workload("redis"), { protocol: "tcp" }), 100, 100)),
    ]);
    expect(edges.map(({ target, flags }) => [target, flags])).toEqual([
      ["workload/north/shop/redis", ["l4Only"]],
      ["workload/north/shop/cart", []],
      ["workload/north/shop/waypoint", []],
      ["workload/north/shop/cart", []],
    ]);
  });
});

it("shows streams that stay open by their messages alone", () => {
  const stream = { ...call, protocol: "grpc" } as const;
  const messages = (["source", "destination"] as const).map(
    (reporter) => ({ ...stream, reporter, kind: "messages", direction: "toTarget", perSecond: 7 }) as const,
  );
  expect(onlyEdge(messages)).toMatchObject({ protocol: "grpc", messagesPerSecond: { toTarget: 7, toSource: 0 } });
});

it("lists what was asked for where the mesh names it, most frequent first", () => {
  const asked = (operation: string, perSecond: number, code = "200") => requests(call, perSecond, { operation, code });
  const edge = onlyEdge([asked("GetCart", 3), asked("AddItem", 4), asked("GetCart", 3, "503"), requests(call, 5)]);
  expect(edge?.requestsPerSecond).toBe(15);
  expect(edge?.operations).toEqual([
    { name: "GetCart", requestsPerSecond: 6, errorRatio: 0.5 },
    { name: "AddItem", requestsPerSecond: 4, errorRatio: 0 },
  ]);
  expect(onlyEdge([requests(call, 5)])).not.toHaveProperty("operations");
});

it("tells no failures where no proxy says how requests end", () => {
  const edge = onlyEdge([requests(call, 10, { code: "unknown" })]);
  expect(edge?.requestsPerSecond).toBe(10);
  expect(edge).not.toHaveProperty("errorRatio");
  expect(onlyEdge([requests(call, 6, { code: "unknown" }), requests(call, 4, { code: "503" })])?.errorRatio).toBe(1);
});

describe("the ends of an edge", () => {
  it("take the cluster a workload is seen in elsewhere, else that of the other end", () => {
    const { cluster: _, ...somewhere } = workload("cart", "shop", "south");
    const both = [
      requests(key(storefront, somewhere), 5),
      requests(key(storefront, workload("cart", "shop", "south"), { reporter: "destination" }), 5),
    ];
    expect(onlyEdge(both)?.target).toBe("workload/south/shop/cart");
    expect(onlyEdge([requests(key(storefront, somewhere), 5)])?.target).toBe("workload/north/shop/cart");
  });

  it("keep same names in other namespaces and clusters apart", () => {
    const others = [workload("cart", "legacy"), workload("cart", "shop", "south")];
    const edges = edgesOf([cart, ...others].map((to) => requests(key(storefront, to), 1)));
    expect(new Set(edges.map((edge) => edge.target)).size).toBe(3);
  });

  it("are two different strangers when neither is known", () => {
    const { nodes } = buildTopology(picture([requests(key({}, cart), 1), requests(key(cart, {}), 1)]));
    expect(nodes.filter((node) => node.kind === "unknown")).toHaveLength(2);
  });

  const service: ServiceParty = {
    service: "cart",
    serviceNamespace: "shop",
    serviceHost: "cart.shop.svc.cluster.local",
  };
  const bank: ServiceParty = {
    service: "api.bank.example",
    serviceNamespace: "payments",
    serviceHost: "api.bank.example",
  };
  it.each([
    { what: "a service when nobody answered", to: service, kind: "service", name: "cart" },
    { what: "a service entry", to: bank, kind: "serviceEntry", name: "api.bank.example" },
    {
      what: "a host outside",
      to: { service: "a.example", serviceHost: "a.example" },
      kind: "external",
      name: "a.example",
    },
    {
      what: "what was let through",
      to: { service: "PassthroughCluster", serviceHost: "10.0.0.9" },
      kind: "external",
      name: "PassthroughCluster",
    },
    {
      what: "what was stopped",
      to: { service: "BlackHoleCluster", serviceHost: "evil.example" },
      kind: "external",
      name: "BlackHoleCluster",
    },
    { what: "an app without a workload", to: { namespace: "shop", app: "cart" }, kind: "app", name: "cart" },
  ])("name $what", ({ to, kind, name }) => {
    const { nodes, edges } = buildTopology(picture([requests(key(storefront, to), 1)]));
    const target = nodes.find((node) => node.id === edges[0]?.target);
    expect([target?.kind, target?.name]).toEqual([kind, name]);
  });

  it.each([
    { what: "its name", to: { serviceNamespace: "shop", serviceHost: "cart.shop.svc.cluster.local" } },
    { what: "its namespace", to: { service: "cart", serviceHost: "cart.shop.svc.cluster.local:80" } },
    { what: "its host", to: { service: "cart", serviceNamespace: "shop" } },
    { what: "the domain of its cluster", to: { serviceHost: "cart.shop.svc:80" } },
  ])("name a service although $what is not reported", ({ to }) => {
    expect(onlyEdge([requests(key(storefront, to), 1)])?.target).toBe("service/north/shop/cart");
    expect(onlyEdge([requests(key(storefront, to), 1)], { grain: "namespace" })?.target).toBe("namespace/north/shop");
  });

  it.each(["localhost:8080", "[2001:db8::5]:8080", "10.0.0.9:8080"])("take %s for no service", (host) => {
    const to = { ...cart, service: host, serviceHost: host };
    expect(onlyEdge([requests(key(storefront, to), 1)], { grain: "service" })?.target).toBe("workload/north/shop/cart");
  });

  it("gather a service entry's calls by host, in the namespace that exports it", () => {
    const { nodes, edges } = buildTopology(
      picture([requests(key(storefront, bank), 1), requests(key(payment, { ...bank, cluster: "north" }), 2)]),
    );
    expect(edges.map((edge) => edge.target)).toEqual(Array(2).fill("serviceEntry/north/payments/api.bank.example"));
    expect(nodes.find((node) => node.kind === "serviceEntry")).toMatchObject({ namespace: "payments" });
  });

  it("count what a service entry is sent as leaving, and its failures as nobody's", () => {
    const failing = requests(key(payment, bank), 10, { code: "503" });
    const { namespaces } = buildTopology(picture([failing, requests(key(storefront, bank), 5)]));
    expect(namespaces).toMatchObject([
      { name: "payments", workloads: 1, outRequestsPerSecond: 10, health: "unknown" },
      { name: "shop", outRequestsPerSecond: 5 },
    ]);
    expect(namespaces[0]).not.toHaveProperty("inRequestsPerSecond");
    expect(namespaces[0]).not.toHaveProperty("errorRatio");
  });

  it("take a service entry's name from Kubernetes, wildcards too", () => {
    const entry = { cluster: "north", namespace: "payments", name: "bank-api", hosts: ["*.bank.example"] };
    const { nodes } = buildTopology(
      picture([requests(key(payment, bank), 1)], { inventory: inventory({ serviceEntries: [entry] }) }),
    );
    expect(nodes.map((node) => node.name)).toContain("bank-api");
  });

  it("hold any text without ids running together", () => {
    const odd = (name: string) => ({ cluster: "n", namespace: "s", workload: name });
    const edges = edgesOf([
      requests(key(odd('a"}>b'), odd("c")), 1),
      requests(key(odd('a"}'), odd("b>c")), 1),
      requests(key(odd("x/y"), odd("z:http")), 1),
    ]);
    expect(new Set(edges.map((edge) => edge.id)).size).toBe(3);
  });
});

describe("encryption", () => {
  const told = (perSecond: number, mtls: boolean) =>
    requests({ ...call, reporter: "destination" }, perSecond, { mtls });

  it.each([
    { what: "all of it", samples: [told(10, true)], ratio: 1, flags: [] },
    {
      what: "some of it",
      samples: [told(7, true), told(1, false), told(2, false)],
      ratio: 0.7,
      flags: ["partlyPlaintext"],
    },
    { what: "none of it", samples: [told(10, false)], ratio: 0, flags: ["plaintext"] },
  ])("is told by the callee's side: $what", ({ samples, ratio, flags }) => {
    const edge = onlyEdge([requests(call, 10), ...samples]);
    expect(edge?.reporter).toBe("source");
    expect(edge?.mtlsRatio).toBe(ratio);
    expect(edge?.flags).toEqual(flags);
  });

  it("is not known from the caller's side alone", () => {
    expect(onlyEdge([requests(call, 10)])?.mtlsRatio).toBeUndefined();
  });
});

describe("what is not measured", () => {
  it("is absent", () => {
    const edge = onlyEdge(bytes({ ...call, protocol: "tcp" }, 200, 100));
    expect(edge).toMatchObject({ bytesPerSecond: { toTarget: 200, toSource: 100 }, health: { status: "unknown" } });
    for (const field of ["requestsPerSecond", "errorRatio", "latencyMs", "mtlsRatio", "connectionsPerSecond"]) {
      expect(edge).not.toHaveProperty(field);
    }
  });

  it("is no edge when its series only still exist", () => {
    expect(edgesOf([requests(call, 0), ...bytes({ ...call, protocol: "tcp" }, 0, 0)])).toEqual([]);
  });
});

describe("nodes", () => {
  it("take quantiles from merged buckets, not from quantiles", () => {
    const fast = key(storefront, cart);
    const slow = key(workload("mobile"), cart);
    const { nodes } = buildTopology(
      picture([
        requests(fast, 99),
        latency(fast, { 10: 99, 1000: 99 }, 99, 495),
        requests(slow, 1),
        latency(slow, { 10: 0, 1000: 1 }, 1, 505),
      ]),
    );
    const inbound = nodes.find((node) => node.name === "cart")?.inbound;
    expect(inbound?.latencyMs).toEqual({ p50: 5.05, p95: 9.6, p99: 10, mean: 10 });
  });

  it("split their traffic by what became of it", () => {
    const { nodes } = buildTopology(
      picture([requests(call, 45), requests(call, 5, { code: "500" }), requests(key(workload("mobile"), cart), 50)]),
    );
    expect(nodes.find((node) => node.name === "cart")?.inbound.byHealth).toEqual({
      healthy: 0.95,
      degraded: 0,
      failing: 0.05,
      unknown: 0,
    });
  });

  it("come from Kubernetes where there is no traffic, with what only it knows", () => {
    const watched = inventory({
      workloads: [
        inventoryWorkload("cart", { inMesh: false, pods: { ready: 1, total: 2 }, services: ["cart"] }),
        inventoryWorkload("idle"),
      ],
      services: [
        { cluster: "north", namespace: "shop", name: "cart", host: "cart.shop.svc.cluster.local", selects: ["cart"] },
      ],
      routes: [
        {
          route: { kind: "VirtualService", namespace: "shop", name: "cart" },
          hosts: ["cart.shop.svc.cluster.local"],
          destinationHosts: ["cart.shop.svc.cluster.local"],
          splits: true,
          injectsFaults: true,
        },
      ],
      circuitBreakerHosts: ["cart.shop.svc.cluster.local"],
    });
    const { nodes, edges } = buildTopology(picture([requests(call, 10)], { inventory: watched }));
    expect(nodes.find((node) => node.name === "idle")).toMatchObject({
      flags: ["noTraffic"],
      health: { status: "healthy" },
    });
    expect(nodes.find((node) => node.name === "cart")).toMatchObject({
      inMesh: false,
      pods: { ready: 1, total: 2 },
      services: ["cart"],
      flags: ["noSidecar", "trafficSplit", "circuitBreaker", "faultInjection"],
      health: { status: "degraded" },
    });
    expect(edges[0]?.routeRefs).toEqual([{ kind: "VirtualService", namespace: "shop", name: "cart" }]);
  });

  it("stands on the workload, not on the service through which it is called", () => {
    const watched = inventory({ workloads: [inventoryWorkload("cart", { services: ["cart"] })] });
    const onward = requests(key(workload("cart"), workload("stock")), 5);
    const { nodes } = buildTopology(picture([onward, requests(call, 10)], { inventory: watched, serviceNodes: true }));
    const told = nodes.filter((node) => node.pods !== undefined).map(({ kind, name }) => `${kind} ${name}`);
    expect(told).toEqual(["workload cart"]);
  });

  it("do not tell of pods where those of that moment are not known", () => {
    const { pods: _, ...past } = inventoryWorkload("cart");
    const { nodes } = buildTopology(picture([requests(call, 10)], { inventory: inventory({ workloads: [past] }) }));
    const cart = nodes.find((node) => node.name === "cart");
    expect(cart).toMatchObject({ workloadKind: "Deployment", inMesh: true, health: { status: "healthy" } });
    expect(cart).not.toHaveProperty("pods");
  });

  it("are the same whether Kubernetes or Istio names the one cluster", () => {
    const watched = inventory({ workloads: [inventoryWorkload("cart", { cluster: "kind-dev" })] });
    const { nodes, clusters } = buildTopology(picture([requests(call, 10)], { inventory: watched }));
    expect(clusters).toEqual(["north"]);
    expect(nodes.find((node) => node.name === "cart")?.pods).toEqual({ ready: 2, total: 2 });
  });
});

describe("grains", () => {
  const v1 = {
    ...workload("pay-v1"),
    app: "pay",
    version: "v1",
    service: "pay",
    serviceHost: "pay.shop.svc.cluster.local",
  };
  const v2 = { ...v1, workload: "pay-v2", version: "v2" };
  const samples = [
    requests(key(storefront, v1), 90),
    latency(key(storefront, v1), { 10: 90, 100: 90 }, 90),
    requests(key(storefront, v2), 10),
    latency(key(storefront, v2), { 10: 0, 100: 10 }, 10),
  ];

  it.each([
    { grain: "workload", targets: ["workload/north/shop/pay-v1", "workload/north/shop/pay-v2"] },
    { grain: "versionedApp", targets: ["app/north/shop/pay/v1", "app/north/shop/pay/v2"] },
    { grain: "app", targets: ["app/north/shop/pay"] },
    { grain: "service", targets: ["service/north/shop/pay"] },
    { grain: "namespace", targets: ["namespace/north/shop"] },
  ] as const)("roll up to $grain", ({ grain, targets }) => {
    expect(edgesOf(samples, { grain }).map((edge) => edge.target)).toEqual(targets);
  });

  it.each([
    { grain: "app", source: "app/north/shop/storefront", target: "app/north/shop/pay" },
    { grain: "versionedApp", source: "app/north/shop/storefront/v1", target: "app/north/shop/pay/v1" },
  ] as const)(
    "stand a workload at one $grain, whatever pods say and one side has lost",
    ({ grain, source, target }) => {
      const { app: _, version: __, ...nameless } = storefront;
      const ledger = { ...v1, service: "ledger", serviceHost: "ledger.shop.svc.cluster.local" };
      const rolling = [
        requests(key(nameless, { ...v1, version: "latest" }), 4),
        requests(key(nameless, { ...v1, version: "v2" }), 3),
        requests(key(nameless, ledger), 2),
        requests(key(storefront, v1, { reporter: "destination" }), 9),
      ];
      const { topology, edgeKeys } = buildPicture(picture(rolling, { grain }));
      expect(topology.edges).toMatchObject([{ source, target, requestsPerSecond: 9 }]);
      expect(topology.edges.map(({ id }) => edgeKeys.get(id)?.length)).toEqual([3]);
      const throughServices = edgesOf(rolling, { grain, serviceNodes: true });
      expect(throughServices.map((edge) => [edge.source, edge.target, edge.requestsPerSecond])).toEqual([
        [source, "service/north/shop/ledger", 2],
        [source, "service/north/shop/pay", 7],
        ["service/north/shop/ledger", target, 2],
        ["service/north/shop/pay", target, 7],
      ]);
    },
  );

  it("stand a workload at the app that Kubernetes names where no proxy does", () => {
    const [from, to] = [storefront, v1].map(({ app: _, version: __, ...nameless }) => nameless);
    const known = inventory({
      workloads: [inventoryWorkload("storefront"), inventoryWorkload("pay-v1", { app: "pay", version: "v1" })],
    });
    const { topology, edgeKeys } = buildPicture(
      picture([requests(key(from ?? {}, to ?? {}), 4)], { grain: "app", inventory: known }),
    );
    expect(topology.edges.map(({ id }) => [id, edgeKeys.get(id)?.length])).toEqual([
      ["app/north/shop/storefront>app/north/shop/pay:http", 1],
    ]);
  });

  it.each([
    { what: "itself", services: undefined, own: "waypoint/north/shop/waypoint" },
    { what: "a service that selects it", services: ["gate"], own: "service/north/shop/gate" },
  ])("draw a waypoint as $what, and as none of the services whose calls it passes on", ({ services, own }) => {
    const waypoint = { ...workload("waypoint"), service: "cart", serviceHost: "cart.shop.svc.cluster.local" };
    const known = inventory({
      workloads: [inventoryWorkload("waypoint", { role: "waypoint", ...(services && { services }) })],
    });
    const stats = seenByZtunnel(bytes(key(waypoint, workload("stats"), { protocol: "tcp" }), 7, 7));
    const told = [
      requests({ ...call, reporter: "waypoint" }, 10),
      ...seenByZtunnel(bytes(key(storefront, waypoint, { protocol: "tcp" }), 90, 90)),
    ];
    const nodesOf = (samples: TrafficSample[]) =>
      buildTopology(picture(samples, { grain: "service", inventory: known })).nodes.map(({ id }) => id);
    const callers = ["service/north/shop/cart", "workload/north/shop/storefront"];
    expect(nodesOf(told)).toEqual(callers);
    expect(nodesOf([...told, ...stats])).toEqual([...callers, own, "service/north/shop/stats"].sort());
  });

  it("take the quantiles of a rolled-up edge from all its buckets", () => {
    const edge = onlyEdge(samples, { grain: "app" });
    expect(edge).toMatchObject({ requestsPerSecond: 100, latencyMs: { p50: 5.56, p95: 55, p99: 91 } });
  });
});

describe("a scope", () => {
  const mesh = [
    requests(call, 10),
    requests(key(cart, payment), 4),
    requests(key(payment, workload("ledger", "payments")), 2),
  ];

  it.each([["payments"], ["north/payments"]])(
    "of %s keeps what crosses its border, and says what lies beyond",
    (namespace) => {
      const topology = buildTopology(picture(mesh, { namespaces: [namespace] }));
      expect(topology.edges.map(({ target, flags }) => [target, flags])).toEqual([
        ["workload/north/payments/ledger", []],
        ["workload/north/payments/payment-v2", ["outsideScope"]],
      ]);
      expect(topology.nodes.find((node) => node.name === "cart")?.flags).toEqual(["outsideScope"]);
      expect(topology.namespaces.map((row) => row.name)).toEqual(["payments"]);
      expect(topology.totals).toMatchObject({ workloads: 2, edges: 2, requestsPerSecond: 6 });
    },
  );

  it("shows nothing of what lies beyond but the traffic across", () => {
    const topology = buildTopology(picture(mesh, { namespaces: ["payments"] }));
    expect(topology.nodes.find((node) => node.name === "cart")?.inbound).toEqual({});
  });

  it("names what it asks for and nobody knows", () => {
    const warningsOf = (namespaces: string[], rest: Parameters<typeof picture>[1] = {}) =>
      buildTopology(picture(mesh, { namespaces, ...rest })).warnings;
    expect(warningsOf(["payments", "north/shop"])).toEqual([]);
    expect(warningsOf(["payment"])).toEqual(["Nothing is known of a namespace called payment."]);
    expect(warningsOf(["quiet"], { inventory: inventory({ namespaces: ["quiet"] }) })).toEqual([]);
  });
});

it("says by whom each edge was measured, for its charts", () => {
  const { edgeKeys, nodeParties } = buildPicture(
    picture([requests(call, 1), requests(call, 1, { code: "503" }), requests({ ...call, reporter: "destination" }, 1)]),
  );
  expect([...edgeKeys.values()]).toEqual([[call]]);
  expect([...nodeParties.values()]).toEqual([[storefront], [cart]]);
});

it("gives the same picture whatever the order of samples", () => {
  const samples = [
    requests(call, 8),
    requests(call, 4, { code: "500" }),
    requests(key(cart, payment), 2),
    latency(call, { 10: 8 }, 12),
  ];
  expect(buildTopology(picture(samples.toReversed()))).toEqual(buildTopology(picture(samples)));
});
