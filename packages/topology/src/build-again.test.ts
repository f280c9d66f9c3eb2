import fc from "fast-check";
import { expect, it } from "vitest";
import { buildPicture, createBuild } from "./build.ts";
import { createTolerances } from "./health/tolerance-rules.ts";
import type { Verdicts } from "./health/verdict-memory.ts";
import { known } from "./optional.ts";
import type { PictureInput } from "./picture.ts";
import type { TrafficSample } from "./samples.ts";
import { anyMeshInventory, anySamples } from "./testing/any-mesh.ts";
import { key, picture, requests, workload } from "./testing/made-up.ts";
import { usualOf } from "./usual.ts";

const lenient = { codes: "server-errors", degradedPercent: 50, failingPercent: 90 } as const;
const anySettings: fc.Arbitrary<Partial<PictureInput>> = fc.constantFrom(
  {},
  { inventory: anyMeshInventory },
  { inventory: { ...anyMeshInventory, routes: [], circuitBreakerHosts: [] } },
  { inventory: withRateAnnotation() },
  { inventory: withoutServices() },
  { tolerances: createTolerances("fyr", [{ namespace: "shop", rates: [lenient] }]) },
  { tolerances: createTolerances("fyr", [{ kind: "service", name: "cart", rates: [lenient] }]) },
  { namespaces: ["shop"] },
);

/** The same parties again with other numbers, some of them gone or called otherwise, or another mesh; under these settings or others. */
const anyLooks = fc
  .tuple(anySamples({ canaryServices: true }), anySettings)
  .chain(([samples, settings]) =>
    fc.array(
      fc.tuple(
        fc.oneof(
          { weight: 4, arbitrary: fc.double({ min: 0.1, max: 20, noNaN: true }).map((by) => samples.map(times(by))) },
          { weight: 2, arbitrary: fc.shuffledSubarray(samples, { minLength: 1 }) },
          { weight: 1, arbitrary: fc.constantFrom("cart", "web").map((name) => samples.map(calledAs(name))) },
          { weight: 1, arbitrary: anySamples({ canaryServices: true }) },
        ),
        fc.oneof({ weight: 3, arbitrary: fc.constant(settings) }, { weight: 1, arbitrary: anySettings }),
      ),
      { minLength: 2, maxLength: 5 },
    ),
  );

it("builds what would be built without the pictures before", () => {
  fc.assert(
    fc.property(anyLooks, (looks) => {
      const build = createBuild();
      for (const [samples, settings] of looks) {
        const input = picture(samples, settings);
        expect(build(input)).toEqual(buildPicture(input));
      }
    }),
    { numRuns: 80 },
  );
});

/** The same mesh some seconds later: of each sample the very same, another number, or none; some that were gone come back. */
const anySteps = anySamples({ canaryServices: true }).chain((samples) =>
  fc
    .array(
      fc.record({
        seconds: fc.constantFrom(0, 5, 15, 90),
        moves: fc.array(fc.constantFrom("stays", "stays", "stays", "moves", "is rolled out", "goes", "comes"), {
          minLength: samples.length,
          maxLength: samples.length,
        }),
        by: fc.constantFrom(0, 0.01, 0.7, 1.3, 40),
        settings: fc.oneof({ weight: 5, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: anySettings }),
        more: fc.oneof(
          { weight: 5, arbitrary: fc.constant([]) },
          { weight: 1, arbitrary: anySamples({ canaryServices: true }) },
        ),
      }),
      { minLength: 2, maxLength: 8 },
    )
    .map((steps) => ({ samples, steps })),
);

it("builds of what moved and of what stayed what would be built of all of it", () => {
  fc.assert(
    fc.property(anySteps, ({ samples, steps }) => {
      const build = createBuild();
      const usual = usualOf(buildPicture(picture(samples)).topology);
      let held: readonly (TrafficSample | undefined)[] = samples;
      let at = Date.parse("2026-11-20T03:14:20.000Z");
      let previous: Verdicts | undefined;
      for (const { seconds, moves, by, settings, more } of steps) {
        held = held.map((sample, nth) => moved(sample, samples[nth], moves[nth], by));
        at += seconds * 1000;
        const now = [...held.filter((sample) => sample !== undefined), ...more];
        const input = {
          ...picture(now, settings),
          at: new Date(at).toISOString(),
          usual,
          ...known("previous", previous),
        };
        const built = build(input);
        expect(built).toEqual(buildPicture(input));
        previous = built.verdicts;
      }
    }),
    { numRuns: 150 },
  );
});

it("keeps the very same of what did not move", () => {
  const [web, cart, pay] = [workload("web"), workload("cart"), workload("pay")];
  const [calls, pays] = [requests(key(web, cart), 5), requests(key(cart, pay), 5)];
  const build = createBuild();
  const before = build(picture([calls, pays])).topology;
  const after = build(picture([calls, { ...pays, perSecond: 6 }])).topology;
  expect(after.edges.map((edge, row) => edge === before.edges[row])).toEqual([false, true]);
  expect(after.nodes.map((node, row) => node === before.nodes[row])).toEqual([false, false, true]);
});

it("keeps the very same of whom edges and nodes were measured by while only numbers move", () => {
  const [web, cart, pay] = [workload("web"), workload("cart"), workload("pay")];
  const [calls, pays] = [requests(key(web, cart), 5), requests(key(cart, pay), 5)];
  const build = createBuild();
  const before = build(picture([calls, pays]));
  const steady = build(picture([calls, { ...pays, perSecond: 6 }]));
  expect(steady.edgeKeys).toBe(before.edgeKeys);
  expect(steady.nodeParties).toBe(before.nodeParties);
  const fewer = build(picture([calls]));
  expect([...fewer.edgeKeys.keys()]).toEqual(fewer.topology.edges.map(({ id }) => id));
});

function moved(
  held: TrafficSample | undefined,
  first: TrafficSample | undefined,
  how: string | undefined,
  by: number,
): TrafficSample | undefined {
  if (how === "goes") return undefined;
  if (how === "comes") return held ?? first;
  if (how === "is rolled out") return held && { ...held, source: { ...held.source, version: "v3" } };
  return how === "moves" && held !== undefined ? times(by)(held) : held;
}

function times(by: number): (sample: TrafficSample) => TrafficSample {
  return (sample) => {
    if (sample.kind !== "latency") return { ...sample, perSecond: sample.perSecond * by };
    const { histogram } = sample;
    if (histogram === undefined) return sample;
    return { ...sample, histogram: { ...histogram, perSecond: histogram.perSecond.map((count) => count * by) } };
  };
}

/** What the first versions call, they call by this service. */
function calledAs(name: string): (sample: TrafficSample) => TrafficSample {
  return (sample) => {
    const { source, destination } = sample;
    const serviceHost = `${name}.${destination.serviceNamespace}.svc.cluster.local`;
    return destination.workload === undefined || source.version !== "v1"
      ? sample
      : { ...sample, destination: { ...destination, service: name, serviceHost } };
  };
}

function withRateAnnotation() {
  const workloads = anyMeshInventory.workloads.map((workload) =>
    workload.name === "cart-v1" ? { ...workload, rateAnnotation: "5XX,50,90,http,inbound" } : workload,
  );
  return { ...anyMeshInventory, workloads };
}

function withoutServices() {
  const workloads = anyMeshInventory.workloads.map((workload) => ({ ...workload, services: [] }));
  return { ...anyMeshInventory, workloads, services: [] };
}
