import { describe, expect, it } from "vitest";
import { clusterObjects } from "../mesh/cluster-objects.ts";
import type { SeedObject } from "../mesh/seed-object.ts";
import { simulationUnderTest } from "../simulation-under-test.ts";

const demo = simulationUnderTest({ scenario: "ambient" });
const requests = demo.watch(300);

/** Connections counted between two workloads, by who reports, with what those proxies say of themselves. */
function connections(source: string, target: string) {
  return [...demo.simulation.registry.all()]
    .filter(({ shape }) => shape.lines[0]?.metric === "istio_tcp_connections_opened_total")
    .map(({ labels }) => labels)
    .filter((labels) => labels["source_workload"] === source && labels["destination_workload"] === target)
    .map(({ reporter, app, connection_security_policy: security, request_protocol: protocol }) =>
      [reporter, app ?? "sidecar", security, protocol].join(" "),
    );
}

const isFrom = (edge: string, reporter: string) => requests.has(`${reporter} ${edge}`);

describe("ambient", () => {
  it("with ztunnel alone: connections under mutual TLS at both ends, and no request", () => {
    expect(new Set(connections("identity", "audit"))).toEqual(
      new Set(["source ztunnel mutual_tls tcp", "destination ztunnel mutual_tls tcp"]),
    );
    expect([...requests.keys()].filter((edge) => edge.endsWith(" identity>audit"))).toEqual([]);
  });

  it("with a waypoint: its requests between caller and callee, and ztunnel's two legs through it", () => {
    const seen = requests.get("waypoint payment-v1>ledger");
    expect(seen?.perSecond).toBeGreaterThan(40);
    expect(new Set(seen?.labels.map((labels) => labels["connection_security_policy"]))).toEqual(
      new Set(["mutual_tls"]),
    );
    expect([isFrom("payment-v1>ledger", "source"), isFrom("payment-v1>ledger", "destination")]).toEqual([false, false]);
    expect(new Set(connections("payment-v1", "waypoint"))).toEqual(new Set(["source ztunnel mutual_tls tcp"]));
    expect(new Set(connections("waypoint", "ledger"))).toEqual(new Set(["destination ztunnel mutual_tls tcp"]));
    expect(connections("payment-v1", "ledger")).toEqual([]);
  });

  it("called by a sidecar: the caller's requests, past the waypoint, and the callee's ztunnel", () => {
    expect(isFrom("checkout>payment-v1", "source")).toBe(true);
    expect(isFrom("checkout>payment-v1", "waypoint")).toBe(false);
    expect(new Set(connections("checkout", "payment-v1"))).toEqual(new Set(["destination ztunnel mutual_tls tcp"]));
  });

  it("calling out of the mesh: connections that nobody at the other end counts", () => {
    expect(new Set(connections("payment-v1", "unknown"))).toEqual(new Set(["source ztunnel unknown tcp"]));
  });

  it("has pods that are captured and hold no proxy, and a Gateway behind the waypoint", () => {
    const objects = clusterObjects(demo.mesh);
    const pods = objects.filter(({ object }) => object.kind === "Pod").map(({ object }) => object);
    const platform = pods.filter(({ metadata }) => metadata.namespace === "platform");
    expect(platform.length).toBeGreaterThan(5);
    for (const pod of platform) {
      expect(pod.metadata.annotations).toEqual({ "ambient.istio.io/redirection": "enabled" });
      expect(JSON.stringify(pod["spec"])).not.toContain("istio-proxy");
    }
    expect(labelsOf(objects, "Namespace", "payments")).toMatchObject({
      "istio.io/dataplane-mode": "ambient",
      "istio.io/use-waypoint": "waypoint",
    });
    expect(
      objects.find(({ object }) => object.kind === "Gateway" && object.metadata.name === "waypoint")?.object,
    ).toMatchObject({
      spec: { gatewayClassName: "istio-waypoint", listeners: [{ port: 15008, protocol: "HBONE" }] },
    });
  });

  it("leaves every other scenario without any of it", () => {
    const plain = simulationUnderTest();
    plain.pass(60);
    const reporters = [...plain.simulation.registry.all()].map(({ labels }) => labels);
    expect(reporters.some(({ app, reporter }) => app === "ztunnel" || reporter === "waypoint")).toBe(false);
  });
});

describe("ambient-refused", () => {
  it("has connections that ztunnels open like any other and close as not made, at both ends, and nothing else", () => {
    const refused = simulationUnderTest({ scenario: "ambient-refused" });
    refused.pass(120);
    const flagged = [...refused.simulation.registry.all()].filter(
      ({ labels }) => labels["response_flags"] === "CONNECT",
    );
    expect(
      new Set(
        flagged.map(
          ({ labels }) => `${labels["reporter"]} ${labels["source_workload"]}>${labels["destination_workload"]}`,
        ),
      ),
    ).toEqual(new Set(["source identity>audit", "destination identity>audit"]));
    for (const { shape, values } of flagged) {
      expect(shape.lines.map(({ metric }) => metric)).toEqual(["istio_tcp_connections_closed_total"]);
      expect(values[0]).toBeGreaterThan(0);
    }
  });
});

function labelsOf(objects: readonly SeedObject[], kind: string, name: string) {
  return objects.find(({ object }) => object.kind === kind && object.metadata.name === name)?.object.metadata.labels;
}
