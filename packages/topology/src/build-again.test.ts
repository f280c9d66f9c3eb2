import fc from "fast-check";
import { expect, it } from "vitest";
import { buildPicture, createBuild } from "./build.ts";
import { createTolerances } from "./health/tolerance-rules.ts";
import type { PictureInput } from "./picture.ts";
import type { TrafficSample } from "./samples.ts";
import { anyMeshInventory, anySamples } from "./testing/any-mesh.ts";
import { picture } from "./testing/made-up.ts";

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
