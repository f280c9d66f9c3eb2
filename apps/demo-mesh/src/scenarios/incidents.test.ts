import { describe, expect, it } from "vitest";
import { type Seen, simulationUnderTest } from "../simulation-under-test.ts";
import type { ScenarioName } from "./scenario.ts";

const START = 1_790_000_000;
const nameOf = (key: string) => key.split("/")[1] ?? "";

/** Two minutes before the onset and one from soon after it. */
function around(scenario: ScenarioName, mesh: { readonly workloads?: number; readonly seed?: number }) {
  const demo = simulationUnderTest({ scenario, ...mesh, onset: START + 160 });
  demo.pass(30);
  const before = demo.watch(90);
  demo.pass(80);
  return { demo, before, after: demo.watch(60), truth: demo.stage.current().scenario.truth };
}

type Around = ReturnType<typeof around>;
type Worse = (before: Seen | undefined, after: Seen) => boolean;

const fails: Worse = (before, after) => after.errorRatio > 0.05 + (before?.errorRatio ?? 0);
const isSlow: Worse = (before, after) => after.meanMs > 1.4 * (before?.meanMs ?? 0) + 1;

function worse({ before, after }: Around, is: Worse): string[] {
  return [...after].flatMap(([edge, seen]) => (is(before.get(edge), seen) ? [edge] : []));
}

const MESHES = [{}, { workloads: 150, seed: 1 }, { workloads: 120, seed: 2 }];

describe.each(MESHES)("in a mesh %o", (mesh) => {
  it.each(["failing-canary", "retry-storm", "bad-pod"] as const)(
    "%s is seen on the way into its origin, and not before",
    (scenario) => {
      const seen = around(scenario, mesh);

      const origin = nameOf(seen.truth.origin?.name ?? "");
      expect(worse(seen, fails)).toContainEqual(expect.stringMatching(new RegExp(`>${origin}$`)));
      expect([...seen.before.values()].filter(({ errorRatio }) => errorRatio > 0.02)).toEqual([]);
    },
  );

  it("slow-database is seen in its callers' own time and in no request of its own", () => {
    const seen = around("slow-database", mesh);

    const { callers = [], name = "" } = seen.truth.origin ?? {};
    const slow = worse(seen, isSlow);
    expect(callers.length).toBeGreaterThan(1);
    for (const caller of callers) {
      expect(slow).toContainEqual(expect.stringMatching(new RegExp(`^destination .*>${nameOf(caller)}$`)));
    }
    expect([...seen.after.keys()].filter((edge) => edge.endsWith(`>${nameOf(name)}`))).toEqual([]);
  });

  it("bad-route-edit loses requests before any server, for as long as the edit stands", () => {
    const seen = around("bad-route-edit", mesh);
    const service = nameOf(seen.truth.origin?.name ?? "");
    const caller = nameOf(seen.truth.origin?.callers[0] ?? "");
    const lost = `source ${caller}>unknown`;

    expect(seen.before.has(lost)).toBe(false);
    expect(seen.after.get(lost)?.labels.every((labels) => labels["response_flags"] === "UH")).toBe(true);
    expect(seen.after.get(lost)?.labels[0]?.["destination_service_name"]).toContain(service);

    seen.demo.stage.play("calm", START);
    seen.demo.pass(10);
    expect(seen.demo.watch(60).has(lost)).toBe(false);
  });

  it("external-down is seen as connections that fail and requests that take long", () => {
    const seen = around("external-down", mesh);
    const host = seen.truth.origin?.name;
    const calls = [...seen.after].filter(([, { labels }]) => labels[0]?.["destination_service"] === host);

    expect(calls.length).toBeGreaterThan(0);
    for (const [, { answers, meanMs, errorRatio }] of calls) {
      expect(errorRatio).toBeGreaterThan(0.3);
      expect(meanMs).toBeGreaterThan(400);
      expect(Object.keys(answers)).toContainEqual(expect.stringContaining("UF,URX"));
    }
  });

  it("noisy-neighbour slows pods on one node and fails nobody", () => {
    const seen = around("noisy-neighbour", mesh);

    expect(worse(seen, isSlow).length).toBeGreaterThan(5);
    expect(worse(seen, fails)).toEqual([]);
  });
});

describe("bad-pod", () => {
  it("is that one pod alone by its own proxy's count", () => {
    const demo = simulationUnderTest({ scenario: "bad-pod" });
    demo.pass(120);
    const failed = new Map<string, number>();
    for (const { labels, values, shape } of demo.simulation.registry.all()) {
      if (shape.lines[0]?.metric !== "istio_requests_total" || labels["reporter"] !== "destination") continue;
      if (labels["destination_workload"] !== "cart" || labels["response_code"] !== "500") continue;
      failed.set(labels["pod"] ?? "", (failed.get(labels["pod"] ?? "") ?? 0) + (values[0] ?? 0));
    }

    const [bad = ""] = demo.stage.current().scenario.truth.origin?.pods ?? [];
    const others = [...failed].flatMap(([pod, count]) => (pod === bad ? [] : [count]));
    expect(failed.get(bad)).toBeGreaterThan(1000);
    expect(others.every((count) => count < 20)).toBe(true);
  });
});

describe("quiet", () => {
  it.each(Array.from({ length: 20 }, (_, seed) => seed))("is no incident on any edge with seed %i", (seed) => {
    const demo = simulationUnderTest({ scenario: "quiet", seed });
    demo.pass(60);
    const [first, second] = [demo.watch(300), demo.watch(300)];

    for (const [edge, { errorRatio, perSecond, meanMs }] of second) {
      expect(errorRatio < 0.01 || errorRatio * perSecond * 60 < 5, `${edge} fails`).toBe(true);
      if (perSecond > 1) expect(meanMs / (first.get(edge)?.meanMs ?? meanMs), edge).toBeLessThan(1.25);
    }
  });

  it("is livelier than calm: what comes in wanders, and something hiccups", () => {
    const rates = (scenario: ScenarioName) => {
      const demo = simulationUnderTest({ scenario });
      demo.pass(60);
      return Array.from({ length: 20 }, () => demo.watch(30).get("source ingress>storefront")?.perSecond ?? 0);
    };
    const spread = (values: readonly number[]) => Math.max(...values) / Math.min(...values);

    expect(spread(rates("quiet"))).toBeGreaterThan(spread(rates("calm")) + 0.03);
  });
});
