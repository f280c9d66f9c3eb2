import { describe, expect, it } from "vitest";
import { simulationUnderTest } from "../simulation-under-test.ts";
import { type ClusterObject, RESOURCES } from "../traffic/cluster-view.ts";

type Demo = ReturnType<typeof simulationUnderTest>;

/** What cAdvisor says of one pod's container now. */
function measured({ simulation }: Demo, pod: string, container: string): Readonly<Record<string, number>> {
  const block = [...simulation.registry.all()].find(
    ({ labels, shape }) =>
      labels["pod"] === pod && labels["container"] === container && shape.lines[0]?.metric.startsWith("container_"),
  );
  return Object.fromEntries(block?.shape.lines.map(({ metric }, line) => [metric, block.values[line] ?? 0]) ?? []);
}

function withLimit(demo: Demo, cpu: string) {
  const pod = demo.cluster.get(RESOURCES.pods, "platform", "orders-db-0") as ClusterObject;
  const spec = pod["spec"] as { readonly containers: readonly { readonly name: string }[] };
  const containers = spec.containers.map((one) =>
    one.name === "orders-db" ? { ...one, resources: { limits: { cpu, memory: "384Mi" } } } : one,
  );
  demo.cluster.put(RESOURCES.pods, { ...pod, spec: { ...spec, containers } });
}

describe("what cAdvisor tells", () => {
  it("says what a container may use, since when it runs, and that nothing throttles it", () => {
    const demo = simulationUnderTest();
    demo.pass(60);

    expect(measured(demo, "orders-db-0", "orders-db")).toMatchObject({
      container_spec_memory_limit_bytes: 384 * 1024 * 1024,
      container_spec_cpu_quota: 50_000,
      container_spec_cpu_period: 100_000,
      container_start_time_seconds: Date.parse("2026-11-11T07:40:12Z") / 1000,
      container_oom_events_total: 0,
      container_cpu_cfs_throttled_periods_total: 0,
    });
  });

  it("throttles a container whose limit is near what it needs, and gives it no more than that", () => {
    const demo = simulationUnderTest();
    withLimit(demo, "200m");
    demo.pass(100);

    const seen = measured(demo, "orders-db-0", "orders-db");
    const { container_cpu_cfs_periods_total: all = 0, container_cpu_cfs_throttled_periods_total: held = 0 } = seen;
    expect(held / all).toBeGreaterThan(0.5);
    expect(seen["container_cpu_usage_seconds_total"]).toBeLessThanOrEqual(0.2 * 100 + 0.001);
  });

  it("shows a bad pod's memory filling up before the onset, its kill, and its new start", () => {
    const onset = 1_790_000_000 + 600;
    const demo = simulationUnderTest({ scenario: "bad-pod", onset });
    const [pod = ""] = demo.stage.current().scenario.truth.origin?.pods ?? [];
    demo.pass(590);
    const before = measured(demo, pod, "cart");
    demo.pass(60);
    const after = measured(demo, pod, "cart");

    const limit = before["container_spec_memory_limit_bytes"] ?? 0;
    expect(before["container_memory_working_set_bytes"]).toBeGreaterThan(0.95 * limit);
    expect(after["container_memory_working_set_bytes"]).toBeLessThan(0.7 * limit);
    expect([before["container_oom_events_total"], after["container_oom_events_total"]]).toEqual([0, 1]);
    expect(after["container_start_time_seconds"]).toBe(onset - 2);
  });
});
