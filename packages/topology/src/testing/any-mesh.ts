import fc from "fast-check";
import type { Inventory } from "../inventory.ts";
import type { Histogram, ServiceParty, TrafficSample } from "../samples.ts";
import { inventory, inventoryWorkload } from "./made-up.ts";

/** Traffic of a small mesh in which everything that rolls up happens, each pair reported by one side. */
export const anySamples = (options: { readonly canaryServices: boolean }): fc.Arbitrary<TrafficSample[]> =>
  fc.array(anyCall(options), { minLength: 1, maxLength: 14 }).map((calls) => [...byPair(calls).values()].flat());

const namespaces = ["shop", "pay"] as const;
const apps = ["web", "cart"] as const;
const versions = ["v1", "v2"] as const;
const codes = ["200", "200", "200", "404", "503", "0", "unknown"] as const;
const bounds = [5, 10, 50, 100, 500, 1000] as const;

/** What is told of a workload besides its name: what it is, something else by some of its pods, or nothing. */
const tellings: readonly ("all" | "app" | "name" | "newer")[] = ["all", "all", "all", "app", "name", "newer"];

const anyWorkload = fc.record({
  namespace: fc.constantFrom(...namespaces),
  app: fc.constantFrom(...apps),
  version: fc.constantFrom(...versions),
  told: fc.constantFrom(...tellings),
});

type AnyWorkload = typeof anyWorkload extends fc.Arbitrary<infer Workload> ? Workload : never;

function partyOf({ namespace, app, version, told }: AnyWorkload): ServiceParty {
  const party = { cluster: "north", namespace, workload: `${app}-${version}` };
  if (told === "name") return party;
  return { ...party, app, ...(told !== "app" && { version: told === "newer" ? "v3" : version }) };
}

function called(party: ServiceParty, service: string): ServiceParty {
  const { namespace = "shop" } = party;
  return { ...party, service, serviceNamespace: namespace, serviceHost: `${service}.${namespace}.svc.cluster.local` };
}

const strangers: readonly ServiceParty[] = [
  { cluster: "north", service: "api.example", serviceHost: "api.example" },
  { cluster: "north", namespace: "shop", service: "late", serviceNamespace: "shop" },
  { cluster: "north", service: "PassthroughCluster", serviceHost: "PassthroughCluster" },
];

function anyTarget({ canaryServices }: { readonly canaryServices: boolean }): fc.Arbitrary<ServiceParty> {
  const workload = fc.tuple(anyWorkload, fc.integer({ min: 0, max: canaryServices ? 3 : 0 })).map(([one, way]) => {
    const party = partyOf(one);
    return way === 3 ? party : called(party, way === 2 ? `${one.app}-canary` : one.app);
  });
  return fc.oneof({ weight: 6, arbitrary: workload }, { weight: 1, arbitrary: fc.constantFrom(...strangers) });
}

const anyRate = fc.oneof(fc.constantFrom(0.05, 0.2, 1, 90, 1200), fc.double({ min: 0.02, max: 300, noNaN: true }));

interface Call {
  readonly source: ServiceParty;
  readonly destination: ServiceParty;
  readonly protocol: "http" | "grpc" | "tcp";
  readonly answers: readonly (readonly [string, number])[];
  readonly counts: readonly number[];
}

function anyCall(options: { readonly canaryServices: boolean }): fc.Arbitrary<Call> {
  return fc.record({
    source: fc.oneof(
      { weight: 8, arbitrary: anyWorkload.map(partyOf) },
      { weight: 1, arbitrary: fc.constant({ cluster: "north" }) },
    ),
    destination: anyTarget(options),
    protocol: fc.constantFrom("http", "http", "grpc", "tcp"),
    answers: fc.array(fc.tuple(fc.constantFrom(...codes), anyRate), { minLength: 1, maxLength: 3 }),
    counts: fc.array(fc.integer({ min: 0, max: 40 }), { minLength: bounds.length + 1, maxLength: bounds.length + 1 }),
  });
}

/** Whoever is of even length is reported by the caller, and the same pair always by the same side. */
function byPair(calls: readonly Call[]): Map<string, TrafficSample[]> {
  const found = new Map<string, TrafficSample[]>();
  for (const call of calls) {
    const { source, destination } = call;
    const pair = `${source.namespace}/${source.workload}>${destination.namespace}/${destination.workload ?? destination.service}`;
    const reporter = pair.length % 2 === 0 || destination.workload === undefined ? "source" : "destination";
    found.set(pair, [...(found.get(pair) ?? []), ...samplesOf(call, reporter)]);
  }
  return found;
}

function samplesOf(
  { source, destination, protocol, answers, counts }: Call,
  reporter: "source" | "destination",
): TrafficSample[] {
  const key = { reporter, protocol, source, destination };
  const mtls = reporter === "destination" ? { mtls: destination.version === "v1" } : {};
  if (protocol === "tcp") {
    return answers.flatMap(([code, perSecond]): TrafficSample[] => [
      { ...key, kind: "bytes", direction: "toTarget", perSecond, ...mtls },
      { ...key, kind: "bytes", direction: "toSource", perSecond: perSecond * 2, ...mtls },
      { ...key, kind: "connections", perSecond: perSecond / 10 },
      { ...key, kind: "connections", perSecond: perSecond / 40, ...(code.startsWith("5") && { flags: "UF" }) },
    ]);
  }
  const requests = answers.map(
    ([code, perSecond]): TrafficSample => ({ ...key, kind: "requests", code, perSecond, ...mtls }),
  );
  return counts.every((count) => count === 0)
    ? requests
    : [...requests, { ...key, kind: "latency", histogram: histogramOf(counts), sumMsPerSecond: 70, countPerSecond: 7 }];
}

function histogramOf(counts: readonly number[]): Histogram {
  let perSecond = 0;
  const upTo = allBounds.map((_, at) => {
    perSecond += counts[at] ?? 0;
    return perSecond;
  });
  return { bounds: allBounds, perSecond: upTo };
}

const allBounds = [...bounds, Number.POSITIVE_INFINITY];

/** What Kubernetes knows of that mesh; one workload is idle, one not in the mesh. */
export const anyMeshInventory: Inventory = inventory({
  workloads: namespaces.flatMap((namespace) =>
    [...apps, "idle"].flatMap((app) =>
      versions.map((version) =>
        inventoryWorkload(`${app}-${version}`, {
          namespace,
          app,
          version,
          services: [app],
          inMesh: app !== "idle" || version === "v1",
          pods: { ready: namespace === "pay" && version === "v2" ? 1 : 2, total: 2 },
        }),
      ),
    ),
  ),
  services: namespaces.flatMap((namespace) =>
    [...apps, "idle"].map((name) => ({
      cluster: "north",
      namespace,
      name,
      host: `${name}.${namespace}.svc.cluster.local`,
      selects: versions.map((version) => `${name}-${version}`),
    })),
  ),
  routes: [
    {
      route: { kind: "VirtualService", namespace: "pay", name: "cart" },
      hosts: ["cart.pay.svc.cluster.local"],
      destinationHosts: ["cart.pay.svc.cluster.local"],
      splits: true,
      injectsFaults: false,
    },
  ],
  circuitBreakerHosts: ["web.shop.svc.cluster.local"],
  namespaces: [...namespaces],
});
