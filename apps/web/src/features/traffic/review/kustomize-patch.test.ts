import { expect, it } from "vitest";
import { parse } from "yaml";
import { kustomizePatches } from "./kustomize-patch.ts";

it("writes what is written, for the very object, and leaves the cluster's version out", () => {
  const pricing = {
    object: { kind: "HTTPRoute", namespace: "shop", name: "pricing" },
    apiVersion: "gateway.networking.k8s.io/v1",
    patch: [
      { op: "test", path: "/metadata/resourceVersion", value: "7" },
      { op: "test", path: "/spec/rules/0/backendRefs/0/name", value: "pricing-v1" },
      { op: "add", path: "/spec/rules/0/backendRefs/0/weight", value: 95 },
      { op: "remove", path: "/spec/rules/0/backendRefs/1/weight" },
    ],
  } as const;
  expect(kustomizePatches([pricing])).toBe(`patches:
  - target:
      group: gateway.networking.k8s.io
      version: v1
      kind: HTTPRoute
      name: pricing
      namespace: shop
    patch: |-
      - op: add
        path: /spec/rules/0/backendRefs/0/weight
        value: 95
      - op: remove
        path: /spec/rules/0/backendRefs/1/weight
`);
});

it("puts several objects under one list of patches", () => {
  const of = (name: string) => ({
    object: { kind: "DestinationRule", namespace: "shop", name } as const,
    apiVersion: "networking.istio.io/v1",
    patch: [{ op: "replace", path: "/spec/host", value: name } as const],
  });
  const { patches } = parse(kustomizePatches([of("cart"), of("pricing")]));
  expect(patches.map(({ target }: { target: { name: string } }) => target.name)).toEqual(["cart", "pricing"]);
});
