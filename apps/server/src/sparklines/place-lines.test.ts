import type { RequestLine, RequestLines } from "@fyr/prometheus";
import type { Inventory, ServiceParty } from "@fyr/topology";
import { describe, expect, it } from "vitest";
import { placeLines } from "./place-lines.ts";

const near = { cluster: "north" };
const payment = (version: string, service = "payment"): ServiceParty => ({
  cluster: "north",
  namespace: "payments",
  workload: `payment-${version}`,
  app: "payment",
  version,
  service,
  serviceNamespace: "payments",
});
const line = (party: ServiceParty, rates: RequestLine["requestsPerSecond"], errors?: RequestLine["errorRatio"]) => ({
  party,
  near,
  requestsPerSecond: rates,
  errorRatio: errors ?? rates.map((rate) => (rate === null ? null : 0)),
});
const lines = (received: readonly RequestLine[], sent: readonly RequestLine[] = []): RequestLines => ({
  times: [0, 60],
  received,
  sent,
});
const idsAt = (grain: "workload" | "app" | "service", measured: RequestLines, inventory?: Inventory) =>
  placeLines(measured, grain, inventory).map(({ id }) => id);

describe("lines of nodes", () => {
  const versions = lines([line(payment("v1"), [9, 19], [0, 0]), line(payment("v2"), [1, 1], [1, 0.5])]);

  it.each([
    { grain: "workload", ids: ["workload/north/payments/payment-v1", "workload/north/payments/payment-v2"] },
    { grain: "app", ids: ["app/north/payments/payment"] },
    { grain: "service", ids: ["service/north/payments/payment"] },
  ] as const)("are of the nodes the map has at grain $grain", ({ grain, ids }) => {
    expect(idsAt(grain, versions)).toEqual(ids);
  });

  it("add up rates, and weigh failing shares by them", () => {
    expect(placeLines(versions, "service", undefined)).toMatchObject([
      { requestsPerSecond: [10, 20], errorRatio: [0.1, 0.025] },
    ]);
  });

  it("keep what was not measured apart from nothing", () => {
    const [only] = placeLines(lines([line(payment("v1"), [null, 0], [null, null])]), "workload", undefined);
    expect(only).toMatchObject({ requestsPerSecond: [null, 0], errorRatio: [null, null] });
  });

  it("leave requests of unknown outcome out of the failing share", () => {
    const measured = lines([line(payment("v1"), [8, 8], [null, null]), line(payment("v1", "pay"), [2, 2], [0.5, 0.5])]);
    expect(placeLines(measured, "workload", undefined)).toMatchObject([
      { requestsPerSecond: [10, 10], errorRatio: [0.5, 0.5] },
    ]);
  });

  it("show what is sent only where nothing is received", () => {
    const gateway = { cluster: "north", namespace: "edge", workload: "ingress", app: "ingress" };
    const sent = [line(gateway, [3, 4]), line(payment("v1"), [7, 7])];
    expect(placeLines(lines(versions.received, sent), "workload", undefined)).toMatchObject([
      { id: "workload/north/edge/ingress", direction: "outbound", requestsPerSecond: [3, 4] },
      { id: "workload/north/payments/payment-v1", direction: "inbound", requestsPerSecond: [9, 19] },
      { id: "workload/north/payments/payment-v2", direction: "inbound" },
    ]);
  });
});
