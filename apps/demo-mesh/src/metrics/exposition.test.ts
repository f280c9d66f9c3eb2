import { describe, expect, it } from "vitest";
import { shapeOf } from "./block.ts";
import { createPageWriter } from "./exposition.ts";
import { createMetricRegistry } from "./registry.ts";
import { REQUEST_SHAPE } from "./request-shape.ts";

const withBlock = () => {
  const registry = createMetricRegistry();
  const labels = { reporter: "source", note: 'a "b" \\ c' };
  const block = registry.block("one", () => ({ page: "shop", shape: REQUEST_SHAPE, labels }));
  return { registry, block, page: () => createPageWriter().write(registry.page("shop")).toString() };
};

it("keeps a counter back until it has counted something", () => {
  const { registry, block, page } = withBlock();
  block.perSecond.fill(0.3);

  registry.grow(3);
  expect(page()).toBe("");
  registry.grow(1);
  expect(page()).toContain("istio_requests_total{");
});

it("writes whole numbers, escaped labels and one type for each family", () => {
  const { registry, block, page } = withBlock();
  block.perSecond.fill(2.75);
  registry.grow(2);

  const lines = page().trim().split("\n");
  expect(lines.filter((line) => line.startsWith("#"))).toEqual([
    "# TYPE istio_requests_total counter",
    "# TYPE istio_request_duration_milliseconds histogram",
    "# TYPE istio_request_bytes histogram",
    "# TYPE istio_response_bytes histogram",
  ]);
  expect(lines).toContain('istio_requests_total{reporter="source",note="a \\"b\\" \\\\ c"} 5');
  expect(lines.filter((line) => line.startsWith("istio_request_duration_milliseconds_bucket"))).toHaveLength(20);
  expect(lines.find((line) => line.includes("milliseconds_sum"))).toMatch(/ 5\.5$/);
});

describe("OpenMetrics", () => {
  it("calls counters by what stands before _total, ends with its own sign, and has the same samples", () => {
    const { registry, block, page } = withBlock();
    block.perSecond.fill(2.75);
    registry.grow(2);
    const pushes = shapeOf({ metric: "pilot_xds_pushes", type: "counter", whole: true });
    registry.block("pushes", () => ({ page: "shop", shape: pushes, labels: { type: "rds" } }));

    const lines = createPageWriter()
      .writeOpenMetrics(registry.page("shop"), () => undefined)
      .toString()
      .split("\n");
    expect(lines.filter((line) => line.startsWith("#"))).toEqual([
      "# TYPE istio_requests counter",
      "# TYPE istio_request_duration_milliseconds histogram",
      "# TYPE istio_request_bytes histogram",
      "# TYPE istio_response_bytes histogram",
      "# TYPE pilot_xds_pushes unknown",
      "# EOF",
    ]);
    const samples = (text: readonly string[]) => text.filter((line) => !line.startsWith("#"));
    expect(samples(lines)).toEqual(samples(page().split("\n")));
  });

  it("has each family once, also where several shapes have it", () => {
    const registry = createMetricRegistry();
    const line = { metric: "container_start_time_seconds", type: "gauge", whole: true } as const;
    for (const [name, shape] of Object.entries({ app: shapeOf(line), proxy: shapeOf(line) })) {
      registry.block(name, () => ({ page: "shop", shape, labels: { container: name } }));
    }

    const page = createPageWriter().write(registry.page("shop")).toString();
    expect(page).toBe(
      '# TYPE container_start_time_seconds gauge\ncontainer_start_time_seconds{container="app"} 0\ncontainer_start_time_seconds{container="proxy"} 0\n',
    );
  });
});
