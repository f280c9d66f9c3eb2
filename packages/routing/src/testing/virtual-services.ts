import fc from "fast-check";
import type { KubernetesObject } from "../route-object.ts";

const word = fc.stringMatching(/^[a-z]{1,8}$/);

/** Fields Fyr does not know, which must come through untouched. */
// Read from text, as an object from the API server is: no -0 there.
const anyJson = fc.json().map((text): unknown => JSON.parse(text));
const unknownFields = fc.dictionary(fc.constantFrom("headers", "mirror", "xNew", "timeout"), anyJson, {
  maxKeys: 2,
});

function destinationEntry(weight: fc.Arbitrary<number>) {
  return fc.tuple(
    word,
    fc.option(word),
    fc.option(fc.integer({ min: 1, max: 65_535 })),
    fc.option(weight),
    unknownFields,
  );
}

function rule(minDestinations: number) {
  return fc
    .tuple(
      fc.uniqueArray(destinationEntry(fc.integer({ min: 0, max: 100 })), {
        minLength: minDestinations,
        maxLength: 5,
        selector: ([host, subset, port]) => JSON.stringify([host, subset, port]),
      }),
      unknownFields,
    )
    .map(([entries, more]) => ({
      ...more,
      route: entries.map(([host, subset, port, weight, unknown]) => ({
        ...unknown,
        destination: { host, ...(subset && { subset }), ...(port && { port: { number: port } }) },
        ...(weight !== null && { weight }),
      })),
    }));
}

/** A VirtualService with two rules, the second of which splits; weights are absent, relative or sum to 100. */
export const anyVirtualService: fc.Arbitrary<KubernetesObject> = fc
  .tuple(fc.constantFrom("http", "tls", "tcp"), rule(1), rule(2), unknownFields, fc.boolean())
  .map(([protocol, first, second, more, annotated]) => ({
    apiVersion: "networking.istio.io/v1",
    kind: "VirtualService",
    metadata: {
      name: "payment",
      namespace: "payments",
      resourceVersion: "48213",
      ...(annotated && { annotations: { note: "kept" } }),
    },
    spec: { ...more, hosts: ["payment"], [protocol]: [first, second] },
  }));

export function payment(weights: readonly [number | undefined, number | undefined] = [95, 5]): KubernetesObject {
  const [v1, v2] = weights;
  return {
    apiVersion: "networking.istio.io/v1",
    kind: "VirtualService",
    metadata: {
      name: "payment",
      namespace: "payments",
      resourceVersion: "7",
      creationTimestamp: "2026-01-01T00:00:00Z",
    },
    spec: {
      hosts: ["payment"],
      http: [
        {
          name: "canary-header",
          match: [{ headers: { "x-canary": { exact: "always" } } }],
          route: [{ destination: { host: "payment", subset: "v2" } }],
        },
        {
          route: [
            { destination: { host: "payment", subset: "v1" }, ...(v1 !== undefined && { weight: v1 }) },
            { destination: { host: "payment", subset: "v2" }, ...(v2 !== undefined && { weight: v2 }) },
          ],
          retries: { attempts: 2, perTryTimeout: "2s" },
        },
      ],
    },
  };
}
