import { createIstioTelemetry, createPrometheusClient } from "@fyr/prometheus";
import type { SampleKey } from "@fyr/topology";
import { afterAll, beforeAll, expect, it } from "vitest";
import { steadyCounter } from "../fixtures/open-metrics.ts";
import { type RunningPrometheus, startPrometheus } from "../fixtures/prometheus.ts";

const at = Date.UTC(2026, 0, 1) / 1000;
const span = { from: at - 1200, to: at, stepSeconds: 15 };

const identityOf = (name: string) => `spiffe://cluster.local/ns/shop/sa/${name}`;

/** How one proxy names a call; `plain`: it saw no certificates. */
function labels(reporter: "source" | "destination", protocol: string, target: string, plain = false) {
  const end = (side: string, name: string) => ({
    [`${side}_cluster`]: "north",
    [`${side}_workload_namespace`]: "shop",
    [`${side}_workload`]: name,
    [`${side}_canonical_service`]: name,
    [`${side}_principal`]: plain ? "unknown" : identityOf(name),
  });
  return {
    reporter,
    request_protocol: protocol,
    ...end("source", "cart"),
    ...end("destination", target),
    destination_service_name: target,
    destination_service_namespace: "shop",
  };
}

function keyOf(protocol: SampleKey["protocol"], workload: string): SampleKey {
  return {
    reporter: "source",
    protocol,
    source: { cluster: "north", namespace: "shop", workload: "cart", app: "cart" },
    destination: {
      cluster: "north",
      namespace: "shop",
      workload,
      app: workload,
      service: workload,
      serviceNamespace: "shop",
    },
  };
}

/** At the end of the span a steady counter has counted for so long. */
const countedSeconds = 86_400 + 1200;
const counter = (metric: string, of: Record<string, string>, perSecond: number) =>
  steadyCounter(metric, of, perSecond, span);

let prometheus: RunningPrometheus;
beforeAll(async () => {
  prometheus = await startPrometheus([
    ...(["source", "destination"] as const).flatMap((reporter) => [
      ...["a", "b"].flatMap((pod) => {
        const calls = { ...labels(reporter, "http", "pricing"), pod };
        return [
          counter("istio_requests_total", calls, 5),
          counter("istio_request_bytes_sum", calls, 5 * 700),
          counter("istio_response_bytes_sum", calls, 5 * 3000),
        ];
      }),
      counter("istio_requests_total", labels(reporter, "http", "legacy", true), 1),
      counter("istio_requests_total", labels(reporter, "http", "mixed"), 1),
      counter("istio_requests_total", labels(reporter, "http", "mixed", true), 1),
    ]),
    ...["a", "b"].flatMap((pod) => {
      const connections = { ...labels("source", "tcp", "redis"), pod };
      return [
        counter("istio_tcp_connections_opened_total", { ...connections, response_flags: "-" }, 0.02),
        counter("istio_tcp_connections_closed_total", { ...connections, response_flags: "DC" }, 0.01),
        counter("istio_tcp_received_bytes_total", connections, 900),
      ];
    }),
    counter("istio_tcp_connections_opened_total", labels("source", "tcp", "kafka"), 0.01),
  ]);
});
afterAll(() => prometheus.stop());

const extrasOf = (key: SampleKey) =>
  createIstioTelemetry(createPrometheusClient({ url: prometheus.url, timeoutMs: 20_000 })).edgeExtras([key], {
    at,
    windowSeconds: 300,
  });

it("counts what requests and answers weigh, from one side", async () => {
  const { throughputBytesPerSecond, openConnections } = await extrasOf(keyOf("http", "pricing"));
  expect(throughputBytesPerSecond).toEqual({ toTarget: expect.closeTo(7000, 3), toSource: expect.closeTo(30_000, 3) });
  expect(openConnections).toBeUndefined();
});

it("counts the connections that were opened and not closed, of all proxies", async () => {
  const { openConnections, throughputBytesPerSecond } = await extrasOf(keyOf("tcp", "redis"));
  expect(openConnections).toBe(2 * (0.02 - 0.01) * countedSeconds);
  expect(throughputBytesPerSecond).toBeUndefined();
});

it("takes connections for open while none has ever been closed", async () => {
  expect((await extrasOf(keyOf("tcp", "kafka"))).openConnections).toBe(0.01 * countedSeconds);
});

it("tells who spoke with whom, where they showed certificates", async () => {
  const shown = { source: [identityOf("cart")], target: [identityOf("pricing")] };
  expect((await extrasOf(keyOf("http", "pricing"))).principals).toEqual(shown);
  expect((await extrasOf(keyOf("tcp", "redis"))).principals?.target).toEqual([identityOf("redis")]);
  expect((await extrasOf(keyOf("http", "mixed"))).principals?.target).toEqual([identityOf("mixed")]);
  expect((await extrasOf(keyOf("http", "legacy"))).principals).toBeUndefined();
});

it("says nothing of an edge nobody reports on", async () => {
  expect(await extrasOf(keyOf("http", "gone"))).toEqual({});
  expect(await extrasOf(keyOf("tcp", "gone"))).toEqual({});
});
