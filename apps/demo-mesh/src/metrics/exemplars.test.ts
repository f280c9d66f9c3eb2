import { describe, expect, it } from "vitest";
import { simulationUnderTest } from "../simulation-under-test.ts";
import { createTraceSource } from "../traces/trace-source.ts";
import { createExemplars } from "./exemplars.ts";
import { createPageWriter } from "./exposition.ts";
import { DURATION_BOUNDS_MS } from "./request-shape.ts";

/** A mesh after two minutes, with what its proxies know of single requests. */
function meshWithExemplars() {
  const demo = simulationUnderTest({ scenario: "failing-canary" });
  const traces = createTraceSource(demo.record, demo.mesh);
  const exemplars = createExemplars(traces, demo.simulation.registry);
  for (let passed = 0; passed < 120; passed += 5) {
    demo.pass(5);
    exemplars.advanceTo(demo.now());
  }
  const shown = [...demo.simulation.registry.all()].flatMap((block) =>
    block.shape.lines.flatMap((line, at) => {
      const exemplar = exemplars.of(block, at);
      return exemplar === undefined ? [] : [{ block, line, at, exemplar }];
    }),
  );
  return { demo, traces, exemplars, shown };
}

describe("exemplars", () => {
  it("are of requests whose trace tells of the same pod, end, code and time", () => {
    const { traces, shown } = meshWithExemplars();

    expect(shown.length).toBeGreaterThan(100);
    for (const { block, exemplar } of shown) {
      const kind = block.labels["reporter"] === "source" ? "client" : "server";
      const told = traces
        .byId(exemplar.traceId)
        ?.spans()
        .filter(
          ({ tags, ms }) =>
            tags["span.kind"] === kind &&
            tags["node_id"]?.includes(`~${block.labels["pod"]}.`) &&
            tags["http.status_code"] === block.labels["response_code"] &&
            tags["response_flags"] === block.labels["response_flags"] &&
            Math.round(ms * 1000) / 1000 === exemplar.ms,
        );
      expect(told).not.toEqual([]);
      expect(told).toBeDefined();
    }
  });

  it("are of the bucket they stand at, which has counted some", () => {
    const { shown } = meshWithExemplars();

    for (const { block, line, at, exemplar } of shown) {
      const [least, most] = [DURATION_BOUNDS_MS[at - 2] ?? 0, Number(line.le?.replace("+Inf", "Infinity"))];
      expect(exemplar.ms).toBeGreaterThan(least);
      expect(exemplar.ms).toBeLessThanOrEqual(most);
      expect(block.values[at]).toBeGreaterThanOrEqual(1);
    }
  });

  it("are there of the canary that fails, and of both ends of its calls", () => {
    const { shown } = meshWithExemplars();
    const canary = shown.filter(({ block }) => block.labels["destination_workload"] === "payment-v2");

    expect(new Set(canary.map(({ block }) => block.labels["reporter"]))).toEqual(new Set(["source", "destination"]));
  });

  it("never go back in time, and are of what is over", () => {
    const { demo, exemplars, shown } = meshWithExemplars();
    demo.pass(60);
    exemplars.advanceTo(demo.now());

    for (const { block, at, exemplar } of shown) {
      const later = exemplars.of(block, at)?.at ?? 0;
      expect(later).toBeGreaterThanOrEqual(exemplar.at);
      expect(later).toBeLessThanOrEqual(demo.now());
    }
  });

  it("stand behind their bucket in OpenMetrics, and nowhere else", () => {
    const { demo, exemplars } = meshWithExemplars();
    const writer = createPageWriter();
    const blocks = demo.simulation.registry.page("payments");
    const lines = writer.writeOpenMetrics(blocks, exemplars.of).toString().trimEnd().split("\n");
    const marked = lines.filter((line) => line.includes(" # {"));

    expect(marked.length).toBeGreaterThan(10);
    for (const line of marked) {
      expect(line).toMatch(
        /^istio_request_duration_milliseconds_bucket\{.*,le="[^"]+"\} \d+ # \{trace_id="[0-9a-f]{32}"\} [\d.]+ \d{10}\.\d{3}$/,
      );
    }
    expect(writer.write(blocks).toString()).not.toContain(" # {");
  });
});
