import { ComparisonSchema } from "@fyr/contract";
import { historyAnnotation, type KubernetesObject } from "@fyr/routing";
import Value from "typebox/value";
import { expect, it } from "vitest";
import { noObjects, podsOf, subsetsOf } from "../testing/mesh-objects.ts";
import type { Visible } from "../visibility/visible.ts";
import type { CompareTelemetry } from "./compare-destinations.ts";
import { createComparisons } from "./comparisons.ts";

const host = "payment.payments.svc.cluster.local";
const now = Date.UTC(2026, 0, 1) / 1000;
const { signal } = new AbortController();
const query = { kind: "VirtualService", namespace: "payments", name: "payment", protocol: "http", index: 0 } as const;
const versions = ["v1", "v2"] as const;

function virtualService(changedAt?: number): KubernetesObject {
  const moves = versions.map((subset, index) => ({
    index,
    destination: { host: "payment", subset },
    from: 50,
    to: 50,
  }));
  const { protocol, index } = query;
  const change = { id: "c1", by: "ada", rule: { protocol, index }, moves };
  const history = changedAt && [{ ...change, at: new Date(changedAt * 1000).toISOString() }];
  return {
    apiVersion: "networking.istio.io/v1",
    kind: "VirtualService",
    metadata: {
      name: "payment",
      namespace: "payments",
      ...(history && { annotations: { [historyAnnotation]: JSON.stringify(history) } }),
    },
    spec: {
      hosts: ["payment"],
      http: [{ route: versions.map((subset) => ({ destination: { host: "payment", subset }, weight: 50 })) }],
      tcp: [{ route: [{ destination: { host: "payment" } }] }],
    },
  };
}

const app = { namespace: "payments", name: "payment" };
const objects = {
  ...noObjects,
  pods: podsOf(app, versions),
  services: [{ ...app, selector: { app: "payment" }, ports: [] }],
  destinationRules: [subsetsOf(app, versions)],
};

/** A request a second to each; one of ten of v2 fails, and half of them take longer than any bound asked for. */
function measured(asked: string[] = []): CompareTelemetry {
  const perVersion = versions.map((version) => ({
    host,
    workloadNamespace: "payments",
    workload: `payment-${version}`,
    isCanary: version === "v2",
  }));
  const stretchesOf = ({ from, to, stepSeconds }: { from: number; to: number; stepSeconds: number }) =>
    Array.from({ length: Math.round((to - from) / stepSeconds) + 1 }, () => stepSeconds);
  return {
    outcomesByDestination: async (_, range) => {
      asked.push("outcomes");
      return perVersion.map(({ isCanary, ...who }) => {
        const requests = stretchesOf(range);
        const failed = requests.map((count) => (isCanary ? count / 10 : 0));
        return { ...who, requests, failed, responses: [{ code: "200", requests }] };
      });
    },
    slowByDestination: async ({ boundMs }, range) => {
      asked.push(`slow above ${boundMs}`);
      return perVersion.map(({ isCanary, ...who }) => {
        const requests = stretchesOf(range);
        return { ...who, requests, slow: requests.map((count) => (isCanary ? count / 2 : 0)) };
      });
    },
    latencyByDestination: async () => {
      asked.push("latency");
      const histogram = { bounds: [50, 100, 250, Infinity], perSecond: [0.5, 0.96, 0.99, 1] };
      return perVersion.map(({ isCanary: _, ...who }) => ({ ...who, histogram }));
    },
  };
}

const readerOf = (object: KubernetesObject, visible: Visible = "all") => ({
  routes: { read: async () => object },
  visible,
});

function comparisonsOf(telemetry = measured()) {
  const cluster = { objects: async () => objects };
  return createComparisons({ cluster, telemetry, history: { trustedWindows: async () => [20] } });
}

it("compares since the last change, and with the hour before it", async () => {
  const asked: string[] = [];
  const compared = await comparisonsOf(measured(asked)).compare(
    readerOf(virtualService(now - 605)),
    query,
    { to: now },
    signal,
  );
  expect(Value.Check(ComparisonSchema, compared)).toBe(true);
  expect(compared).toMatchObject({ change: "c1", stepSeconds: 20, slowAboveMs: 100 });
  const [v1, v2] = compared.destinations;
  expect(v1?.stretches).toHaveLength(30);
  expect(v1?.since.requests).toBe(600);
  expect(v1?.hourBefore.requests).toBe(3600);
  expect(v1?.since.latencyMs?.p50).toBe(50);
  expect(v2?.since.failed).toBeCloseTo(60, 6);
  expect(v2?.stretches[0]).toMatchObject({ requests: 20, failed: 2, timed: 20, slow: 10 });
  expect(asked.toSorted()).toEqual(["latency", "latency", "outcomes", "outcomes", "slow above 100"]);
});

it("is asked for once by all who look at the same time", async () => {
  const asked: string[] = [];
  const comparisons = comparisonsOf(measured(asked));
  await Promise.all(
    [1, 2, 3].map((later) => comparisons.compare(readerOf(virtualService()), query, { to: now + later }, signal)),
  );
  expect(asked).toHaveLength(5);
});

it.each([
  { it: "the last half hour without a change", changedAt: undefined, from: now - 1800 },
  { it: "the last half hour after a change long ago", changedAt: now - 7 * 3600, from: now - 1800 },
])("compares $it", async ({ changedAt, from }) => {
  const compared = await comparisonsOf().compare(readerOf(virtualService(changedAt)), query, { to: now }, signal);
  expect(compared.change).toBeUndefined();
  expect(Date.parse(compared.from) / 1000).toBe(from);
});

it("has no stretch to judge by right after a change", async () => {
  const compared = await comparisonsOf().compare(readerOf(virtualService(now - 10)), query, { to: now }, signal);
  expect(compared.destinations.map(({ stretches }) => stretches)).toEqual([[], []]);
});

it("compares nothing with what lies where the caller may see no traffic, and asks for none of it", async () => {
  const asked: string[] = [];
  const object = virtualService();
  const route = [
    { destination: { host: "payment", subset: "v1" } },
    { destination: { host: "pay.other.svc.cluster.local" } },
  ];
  const away = { ...object, spec: { ...object.spec, http: [{ route }] } };
  const compare = (visible: Visible) =>
    comparisonsOf(measured(asked)).compare(readerOf(away, visible), query, { to: now }, signal);
  expect(await compare(new Set(["payments"]))).toMatchObject({ destinations: [], unmeasured: "not-visible" });
  expect(asked).toEqual([]);
  expect(await compare(new Set(["payments", "other"]))).not.toMatchObject({ unmeasured: "not-visible" });
});

it("says why connections are not compared", async () => {
  const tcp = { ...query, protocol: "tcp" as const };
  const compared = await comparisonsOf().compare(readerOf(virtualService()), tcp, { to: now }, signal);
  expect(compared).toMatchObject({ destinations: [], unmeasured: "not-requests" });
});

it.each([
  { it: "a rule that is not there", query: { ...query, index: 4 }, span: { to: now } },
  { it: "a span that ends before it begins", query, span: { from: now, to: now - 60 } },
])("refuses $it", async ({ query: asked, span }) => {
  await expect(comparisonsOf().compare(readerOf(virtualService()), asked, span, signal)).rejects.toMatchObject({
    code: "bad_request",
  });
});
