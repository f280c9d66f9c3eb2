import { describe, expect, it } from "vitest";
import { simulationUnderTest } from "./simulation-under-test.ts";
import { RESOURCES } from "./traffic/cluster-view.ts";

const CANARY = "source checkout>payment-v2";
const STABLE = "source checkout>payment-v1";

describe("a calm mesh", () => {
  it.each(Array.from({ length: 20 }, (_, seed) => seed))("is calm on every edge with seed %i", (seed) => {
    const seen = simulationUnderTest({ seed }).watch(300);

    const sick = [...seen].filter(
      ([, edge]) =>
        (edge.errorRatio >= 0.01 && edge.errorRatio * edge.perSecond * 60 >= 5) || edge.clientErrorRatio >= 0.1,
    );
    expect(sick).toEqual([]);
  });

  it("has about 650 requests a second come in and splits them as configured", () => {
    const seen = simulationUnderTest().watch(600);

    const rate = (edge: string) => seen.get(edge)?.perSecond ?? 0;
    const entering = rate("source ingress>storefront") + rate("source ingress>mobile-bff");
    expect(entering).toBeGreaterThan(550);
    expect(entering).toBeLessThan(750);
    expect(rate(CANARY) / (rate(CANARY) + rate(STABLE))).toBeCloseTo(0.05, 2);
    const pricing =
      rate("source catalog>pricing-v2") / (rate("source catalog>pricing-v1") + rate("source catalog>pricing-v2"));
    expect(pricing).toBeCloseTo(0.1, 2);
  });

  it("is counted alike by both ends", () => {
    const seen = simulationUnderTest().watch(300);

    for (const [edge, { perSecond }] of seen) {
      const other = seen.get(edge.replace("source ", "destination "));
      if (edge.startsWith("source ") && other) expect(other.perSecond / perSecond).toBeCloseTo(1, 1);
    }
  });

  it("comes out the same twice", () => {
    const [first, second] = [simulationUnderTest({ seed: 7 }), simulationUnderTest({ seed: 7 })];
    first.pass(120);
    second.pass(120);

    expect(first.simulation.registry.counters()).toEqual(second.simulation.registry.counters());
  });

  it("hears nothing from where no sidecar is", () => {
    const seen = simulationUnderTest().watch(60);

    expect(seen.get("source orders>legacy-erp")?.perSecond).toBeGreaterThan(5);
    expect(seen.has("destination orders>legacy-erp")).toBe(false);
    expect([...seen.keys()].filter((edge) => edge.startsWith("destination ") && edge.endsWith(">unknown"))).toEqual([]);
  });

  it("knows a connection's security at the server's side alone", () => {
    const seen = simulationUnderTest().watch(60);

    const said = (reporter: string) =>
      new Set(
        [...seen].flatMap(([edge, { labels }]) =>
          edge.startsWith(reporter) ? labels.map((one) => one["connection_security_policy"]) : [],
        ),
      );
    expect(said("source")).toEqual(new Set(["unknown"]));
    expect(said("destination")).toEqual(new Set(["mutual_tls"]));
  });
});

describe("routes in the cluster", () => {
  it("move traffic at the next step, and back", () => {
    const mesh = simulationUnderTest({ scenario: "failing-canary" });
    mesh.pass(60);

    mesh.setWeights("payments", "payment", [100, 0]);
    mesh.pass(5);
    const shifted = mesh.watch(60);
    mesh.setWeights("payments", "payment", [80, 20]);
    mesh.pass(5);
    const back = mesh.watch(60);

    expect(shifted.has(CANARY)).toBe(false);
    expect(shifted.get(STABLE)?.errorRatio).toBeLessThan(0.01);
    expect((back.get(CANARY)?.perSecond ?? 0) / (back.get(STABLE)?.perSecond ?? 1)).toBeCloseTo(0.25, 1);
    expect(back.get(CANARY)?.errorRatio).toBeGreaterThan(0.04);
  });

  it("change nothing while the router is frozen, and all of it afterwards", () => {
    const mesh = simulationUnderTest();
    mesh.pass(30);
    mesh.simulation.freezeRouter(true);

    mesh.setWeights("payments", "payment", [0, 100]);
    mesh.pass(5);
    const frozen = mesh.watch(30);
    mesh.simulation.freezeRouter(false);
    mesh.pass(5);
    const thawed = mesh.watch(30);

    expect(frozen.get(STABLE)?.perSecond).toBeGreaterThan(40);
    expect(thawed.has(STABLE)).toBe(false);
  });

  it("send callers of a subset nobody defines an error that names it", () => {
    const mesh = simulationUnderTest();
    mesh.cluster.remove(RESOURCES.destinationRules, "payments", "payment");
    mesh.pass(10);

    expect(mesh.watch(30).get("source checkout>unknown")?.answers).toHaveProperty("503  NC");
  });

  it("lose no more requests than are made, however many rules lead nowhere", () => {
    const mesh = simulationUnderTest();
    const made = mesh.watch(60);
    mesh.cluster.remove(RESOURCES.destinationRules, "payments", "payment");
    mesh.pass(10);

    const lost = mesh.watch(60).get("source checkout>unknown")?.perSecond ?? 0;
    const asked = (made.get(STABLE)?.perSecond ?? 0) + (made.get(CANARY)?.perSecond ?? 0);
    expect(lost / asked).toBeCloseTo(1, 1);
  });

  it("inject the faults they ask for", () => {
    const mesh = simulationUnderTest();
    const fault = { abort: { percentage: { value: 25 }, httpStatus: 418 } };
    mesh.cluster.put(RESOURCES.virtualServices, {
      metadata: { namespace: "checkout", name: "shipping" },
      spec: { hosts: ["shipping"], http: [{ fault, route: [{ destination: { host: "shipping" } }] }] },
    });
    mesh.pass(10);
    const seen = mesh.watch(60);

    const aborted = seen.get("source checkout>unknown")?.answers["418  FI"] ?? 0;
    const passed = seen.get("destination checkout>shipping")?.perSecond ?? 0;
    expect(aborted / (aborted + passed)).toBeCloseTo(0.25, 1);
  });

  it("keep plaintext out where mTLS is strict", () => {
    const mesh = simulationUnderTest({ scenario: "plaintext-caller" });
    mesh.cluster.put(RESOURCES.peerAuthentications, {
      metadata: { namespace: "payments", name: "default" },
      spec: { mtls: { mode: "STRICT" } },
    });
    mesh.pass(10);

    expect(mesh.watch(60).has("destination unknown>billing-v1")).toBe(false);
  });

  it("keep requests back beyond what a circuit breaker lets through", () => {
    const mesh = simulationUnderTest();
    mesh.cluster.put(RESOURCES.destinationRules, {
      metadata: { namespace: "shop", name: "search" },
      spec: { host: "search", trafficPolicy: { connectionPool: { http: { http2MaxRequests: 1 } } } },
    });
    mesh.pass(30);

    expect(mesh.watch(60).get("source storefront>unknown")?.answers["503  UO"]).toBeGreaterThan(1);
  });
});

describe("counters", () => {
  it("never have a bucket below the one before it, and end with the count", () => {
    const { simulation, pass } = simulationUnderTest({ scenario: "failing-canary" });
    pass(120);

    for (const { shape, values } of simulation.registry.all()) {
      if (shape.lines[0]?.metric !== "istio_requests_total") continue;
      const buckets = [...values.slice(1, 21)];
      expect(buckets).toEqual(buckets.toSorted((a, b) => a - b));
      expect(values[20]).toBe(values[22]);
      expect(values[20]).toBe(values[0]);
    }
  });

  it("tell how large requests and answers are, of each as many as there are requests", () => {
    const { simulation, pass } = simulationUnderTest();
    pass(120);

    for (const { shape, labels, values } of simulation.registry.all()) {
      if (shape.lines[0]?.metric !== "istio_requests_total") continue;
      const read = (metric: string) => values[shape.lines.findIndex((line) => line.metric === metric)] ?? 0;
      expect(read("istio_request_bytes_count")).toBe(values[0]);
      expect(read("istio_response_bytes_count")).toBe(values[0]);
      const isAnswered = labels["response_code"] !== "0";
      expect(read("istio_response_bytes_sum") > 0).toBe(isAnswered && (values[0] ?? 0) > 0);
    }
  });

  it("tell the messages of gRPC calls, and of nothing else", () => {
    const { simulation, pass } = simulationUnderTest();
    pass(120);

    const blocks = [...simulation.registry.all()];
    const messages = blocks.filter(({ shape }) => shape.lines[0]?.metric === "istio_request_messages_total");
    expect(messages.length).toBeGreaterThan(0);
    for (const { key, values, labels } of messages) {
      const calls = blocks.find((block) => `${block.key} messages` === key);
      expect(labels["request_protocol"]).toBe("grpc");
      expect(values[0]).toBe(calls?.values[0]);
      expect(values[1]).toBe(labels["grpc_response_status"] === "0" ? values[0] : 0);
    }
  });

  it("start again at 0 for the namespace that restarts", () => {
    const { simulation, pass } = simulationUnderTest();
    pass(60);
    simulation.registry.restart("payments");

    const left = (page: string) =>
      simulation.registry.page(page).some(({ values, shape }) => shape.hiddenUntilCounted && (values[0] ?? 0) > 0);
    expect(left("payments")).toBe(false);
    expect(left("shop")).toBe(true);
  });

  it("count istiod's pushes when a route changes", () => {
    const mesh = simulationUnderTest();
    mesh.pass(10);
    const pushes = () => mesh.simulation.registry.counters()["istiod pushes rds"]?.[0] ?? 0;
    const before = pushes();

    mesh.setWeights("payments", "payment", [90, 10]);

    expect(pushes()).toBeGreaterThan(before);
  });
});
