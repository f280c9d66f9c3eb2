import { describe, expect, it } from "vitest";
import type { VectorRow } from "../answers.ts";
import { PrometheusError, type PrometheusErrorCode } from "../prometheus-error.ts";
import type { PromQl } from "../promql.ts";
import type { LabelMemory } from "../tables/label-memory.ts";
import { tableOf } from "../tables/read-table.ts";
import { createTrafficMemory, readTraffic } from "./traffic.ts";

const moment = { at: 1000, windowSeconds: 60 };
const raw = { ifHeld: async () => undefined, complaintsAt: async () => [] };
const labels = {
  reporter: "source",
  source_workload: "web",
  source_workload_namespace: "shop",
  source_canonical_service: "web",
  destination_workload: "cart",
  destination_workload_namespace: "shop",
  destination_canonical_service: "cart",
};
const requests: VectorRow = { metric: { ...labels, request_protocol: "http", response_code: "200" }, value: 10 };
const bytes: VectorRow = { metric: { ...labels, fyr_metric: "sent" }, value: 500 };

function read(rowsFor: (query: string) => VectorRow[], memory = createTrafficMemory()) {
  const queryTable = async <Meaning>(promql: PromQl, _at: number, own: LabelMemory<Meaning>) => ({
    ...tableOf(rowsFor(promql), own),
    warnings: [],
  });
  return readTraffic({ queryTable }, raw, memory, moment);
}

const isOfRequests = (query: string) => query.includes("istio_requests_total");

function failing(code: PrometheusErrorCode, fails: (query: string) => boolean) {
  return (query: string) => {
    if (fails(query)) throw new PrometheusError(code, "Prometheus at p refused the query: too many samples.");
    return isOfRequests(query) ? [requests] : [bytes];
  };
}

describe("rates of the mesh", () => {
  it("are requests and connections, by the same parties from look to look", async () => {
    const memory = createTrafficMemory();
    const look = () => read((query) => (isOfRequests(query) ? [requests] : [bytes]), memory);
    const [before, after] = [await look(), await look()];
    expect(before.samples).toMatchObject([
      { kind: "requests", protocol: "http", code: "200", perSecond: 10 },
      { kind: "bytes", protocol: "tcp", direction: "toSource", perSecond: 500 },
    ]);
    expect(before.warnings).toEqual([]);
    expect(after.samples[0]?.source).toBe(before.samples[1]?.source);
  });

  it("are the very same where they have not moved, but for what float addition makes of them", async () => {
    const memory = createTrafficMemory();
    const look = (perSecond: number) =>
      read((query) => (isOfRequests(query) ? [{ ...requests, value: perSecond }] : [bytes]), memory);
    const looks = [await look(0.3), await look(0.1 + 0.2), await look(0.31)];
    const [first, second, third] = looks.map(({ samples }) => samples);
    expect(second?.map((sample, at) => sample === first?.[at])).toEqual([true, true]);
    expect(third?.map((sample, at) => sample === first?.[at])).toEqual([false, true]);
    expect(third).toMatchObject([{ perSecond: 0.31 }, { perSecond: 500 }]);
  });

  it.each([
    { what: "a ztunnel to a workload", more: { fyr_proxy: "ztunnel" }, mtls: false },
    { what: "a ztunnel to a host outside", more: { fyr_proxy: "ztunnel", destination_workload: "unknown" } },
    { what: "a sidecar", more: {} },
  ])("say of what $what sends, and does not encrypt itself, no more than it knows", async ({ more, mtls }) => {
    const metric = { ...bytes.metric, ...more, connection_security_policy: "unknown" };
    const { samples } = await read((query) => (isOfRequests(query) ? [] : [{ ...bytes, metric }]));
    expect(samples.map((sample) => ("mtls" in sample ? sample.mtls : undefined))).toEqual([mtls]);
  });

  it("are shown without connections where Prometheus refuses those", async () => {
    const { samples, warnings } = await read(failing("prometheus_rejected", (query) => !isOfRequests(query)));
    expect(samples).toMatchObject([{ kind: "requests" }]);
    expect(warnings).toEqual([expect.stringContaining("TCP connections could not be read: Prometheus at p refused")]);
  });

  it("fail where it does not answer, or refuses requests", async () => {
    await expect(read(failing("prometheus_unavailable", (query) => !isOfRequests(query)))).rejects.toThrow("refused");
    await expect(read(failing("prometheus_rejected", isOfRequests))).rejects.toThrow("refused");
  });
});
