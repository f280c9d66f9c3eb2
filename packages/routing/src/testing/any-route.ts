import type { RouteKind } from "@fyr/contract";
import fc from "fast-check";
import { dialectOfKind, routeKinds } from "../dialects/dialect-of.ts";
import type { KubernetesObject } from "../kubernetes-object.ts";

const word = fc.stringMatching(/^[a-z]{1,8}$/);

/** Fields Fyr does not know, which must come through untouched. */
// Read from text, as an object from the API server is: no -0 there.
const anyJson = fc.json().map((text): unknown => JSON.parse(text));
const unknownFields = fc.dictionary(
  fc.constantFrom("headers", "mirror", "filters", "timeouts", "xNew", "timeout"),
  anyJson,
  { maxKeys: 3 },
);

interface Place {
  readonly host: string;
  readonly more: string | null;
  readonly port: number | null;
}

const place: fc.Arbitrary<Place> = fc.record({
  host: word,
  more: fc.option(word),
  port: fc.option(fc.integer({ min: 1, max: 65_535 })),
});

/** A subset of a VirtualService's destination is a namespace of a backend: the second thing that tells two apart. */
function entryOf(kind: RouteKind, { host, more, port }: Place): object {
  if (kind === "VirtualService") {
    return { destination: { host, ...(more && { subset: more }), ...(port && { port: { number: port } }) } };
  }
  return { name: host, ...(more && { namespace: more }), ...(port && { port }) };
}

const match = fc.oneof(
  fc.constant({}),
  fc.record({
    path: fc.record({ type: fc.constantFrom("Exact", "PathPrefix"), value: fc.constantFrom("/", "/a", "/b") }),
  }),
  fc.record({ headers: fc.array(fc.record({ name: word, value: word }), { maxLength: 2 }) }),
);

function rule(kind: RouteKind, fewest: number) {
  const entries = fc.uniqueArray(fc.tuple(place, fc.option(fc.nat(100)), unknownFields), {
    minLength: fewest,
    maxLength: 5,
    selector: ([{ host, more, port }]) => JSON.stringify([host, more, port]),
  });
  return fc
    .tuple(entries, unknownFields, fc.option(fc.array(match, { maxLength: 2 })))
    .map(([list, more, matches]) => ({
      ...more,
      ...(matches !== null && kind !== "VirtualService" && { matches }),
      [dialectOfKind(kind).destinationsField]: list.map(([where, weight, unknown]) => ({
        ...unknown,
        ...entryOf(kind, where),
        ...(weight !== null && { weight }),
      })),
    }));
}

function routeOf(kind: RouteKind): fc.Arbitrary<KubernetesObject> {
  const { group, ruleLists } = dialectOfKind(kind);
  return fc
    .tuple(fc.constantFrom(...ruleLists), rule(kind, 1), rule(kind, 2), unknownFields, fc.boolean())
    .map(([{ field }, first, second, more, annotated]) => ({
      apiVersion: `${group}/v1`,
      kind,
      metadata: {
        name: "payment",
        namespace: "payments",
        resourceVersion: "48213",
        generation: 3,
        managedFields: [{ manager: "helm", operation: "Update", fieldsV1: { "f:spec": { "f:hosts": {} } } }],
        ...(annotated && { annotations: { note: "kept" } }),
      },
      spec: { ...more, hosts: ["payment"], [field]: [first, second] },
      status: { parents: [{ conditions: [{ type: "Accepted", status: "True" }] }] },
    }));
}

/** A route of any kind with two rules, the second of which splits; weights are absent, relative or sum to 100. */
export const anyRoute: fc.Arbitrary<KubernetesObject> = fc.constantFrom(...routeKinds).chain(routeOf);
