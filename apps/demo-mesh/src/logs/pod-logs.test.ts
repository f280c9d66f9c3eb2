import { describe, expect, it } from "vitest";
import { simulationUnderTest } from "../simulation-under-test.ts";
import { RESOURCES } from "../traffic/cluster-view.ts";
import { createPodLogs } from "./pod-logs.ts";

const START = 1_790_000_000;
type Demo = ReturnType<typeof simulationUnderTest>;

function podNamed({ cluster }: Demo, start: string): string {
  const pod = cluster.view.list(RESOURCES.pods).find(({ metadata }) => metadata.name.startsWith(start));
  return pod?.metadata.name ?? "";
}

function lines(demo: Demo, pod: string, container: string, from: number, to: number): readonly string[] {
  const question = { namespace: "any", pod, container, startedAt: 0, from, to };
  return [...createPodLogs(demo.record, demo.mesh).forward(question)].flat().map(({ text }) => text);
}

const ACCESS =
  /^\[(\S+)\] "(\S+) (\S+) (\S+)" (\d+) (\S+) (\S+) (\S+) "([^"]*)" (\d+) (\d+) (\d+) (\S+) "([^"]*)" "([^"]*)" "([^"]*)" "([^"]*)" "([^"]*)" (\S+) (\S+) (\S+) (\S+) (\S+) (\S+)$/;
const fieldsOf = (line: string) => ACCESS.exec(line) ?? [];

/** Requests counted by one pod's proxy, by reporter, code and flags. */
function counted({ simulation }: Demo, pod: string): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const { labels, values, shape } of simulation.registry.all()) {
    if (labels["pod"] !== pod || shape.lines[0]?.metric !== "istio_requests_total") continue;
    const key = `${labels["reporter"]} ${labels["response_code"]} ${labels["response_flags"]}`;
    found.set(key, (found.get(key) ?? 0) + (values[0] ?? 0));
  }
  return found;
}

describe("a proxy's access log", () => {
  it("has Istio's default format in every line, in order of the requests' ends", () => {
    const demo = simulationUnderTest({ scenario: "external-down" });
    demo.pass(60);
    const all = lines(demo, podNamed(demo, "payment-v1"), "istio-proxy", START, START + 60);

    expect(all.length).toBeGreaterThan(1000);
    for (const line of all) expect(line).toMatch(ACCESS);
  });

  it.each([
    { scenario: "failing-canary", pod: "checkout-" },
    { scenario: "external-down", pod: "payment-v1" },
    { scenario: "bad-route-edit", pod: "checkout-" },
    { scenario: "cascade", pod: "ledger" },
  ] as const)(
    "of $pod in $scenario has as many lines of each code and flag as its metrics count",
    ({ scenario, pod: start }) => {
      const demo = simulationUnderTest({ scenario });
      const pod = podNamed(demo, start);
      demo.pass(60);
      const before = counted(demo, pod);
      demo.pass(300);
      const after = counted(demo, pod);
      const told = Map.groupBy(lines(demo, pod, "istio-proxy", START + 60, START + 360), (line) => {
        const [, , , , , code, flags, , , , , , , , , , , , , cluster = ""] = fieldsOf(line);
        return `${cluster.startsWith("inbound") ? "destination" : "source"} ${code} ${flags}`;
      });

      for (const [key, count] of after) {
        const grown = count - (before.get(key) ?? 0);
        if (grown > 150) expect((told.get(key)?.length ?? 0) / grown, key).toBeCloseTo(1, 0.8);
      }
    },
  );

  it("tells why a request failed before any server, and that nobody was asked", () => {
    const demo = simulationUnderTest({ scenario: "bad-route-edit" });
    demo.pass(60);
    const lost = lines(demo, podNamed(demo, "checkout-"), "istio-proxy", START, START + 60).find((line) =>
      line.includes(" UH "),
    );

    expect(lost).toContain('503 UH no_healthy_upstream - "-"');
    expect(lost).toContain('"-" outbound|8080||payment.payments.svc.cluster.local -');
  });

  it("is the same whenever it is asked for", () => {
    const demo = simulationUnderTest({ scenario: "failing-canary" });
    demo.pass(300);
    const pod = podNamed(demo, "checkout-");
    const first = lines(demo, pod, "istio-proxy", START + 100, START + 130);
    demo.pass(300);

    expect(lines(demo, pod, "istio-proxy", START + 100, START + 130)).toEqual(first);
  });
});

describe("an application's log", () => {
  it("names the slow database in its callers' logs, and each slow query in the database's own", () => {
    const demo = simulationUnderTest({ scenario: "slow-database", onset: START + 60 });
    demo.pass(200);
    const from = (start: string, container: string, at: number) =>
      lines(demo, podNamed(demo, start), container, START + at, START + at + 40).filter((line) =>
        /orders-db took|duration:/.test(line),
      );

    expect(from("orders-", "orders", 0)).toEqual([]);
    expect(from("shipping-", "shipping", 120).length).toBeGreaterThan(20);
    expect(from("orders-db-0", "orders-db", 120).length).toBeGreaterThan(20);
  });

  it("has an error for each request that failed, and says little of the others", () => {
    const demo = simulationUnderTest({ scenario: "bad-pod" });
    demo.pass(60);
    const [pod = ""] = demo.stage.current().scenario.truth.origin?.pods ?? [];
    const access = lines(demo, pod, "istio-proxy", START, START + 60).filter(
      (line) => /inbound/.test(line) && / 500 - /.test(line),
    );
    const own = lines(demo, pod, "cart", START, START + 60);

    expect(own.filter((line) => line.includes(" ERROR "))).toHaveLength(access.length);
    expect(own.filter((line) => line.includes(" INFO ")).length).toBeLessThan(200);
  });
});
