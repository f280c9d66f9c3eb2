import { expect, it } from "vitest";
import type { KubernetesObject } from "./kubernetes-object.ts";
import { ruleText } from "./read-route.ts";

const rule = { protocol: "http", index: 0 } as const;

function route(spec: object, metadata: object = {}): KubernetesObject {
  return {
    apiVersion: "networking.istio.io/v1",
    kind: "VirtualService",
    metadata: { name: "payment", namespace: "payments", ...metadata },
    spec: { hosts: ["payment"], http: [{ name: "one" }, { name: "two" }], ...spec },
  };
}

it.each([
  { it: "another rule moves", other: route({ http: [{ name: "one" }, { name: "two", timeout: "3s" }] }), same: true },
  { it: "metadata moves", other: route({}, { annotations: { a: "b" }, generation: 7 }), same: true },
  { it: "the rule itself moves", other: route({ http: [{ name: "one", timeout: "3s" }] }), same: false },
  { it: "a rule is put before it", other: route({ http: [{ name: "new" }, { name: "one" }] }), same: false },
  { it: "the route speaks for another host", other: route({ hosts: ["ledger"] }), same: false },
  { it: "the rule goes", other: route({ http: [] }), same: false },
])("is the same ($same) where $it", ({ other, same }) => {
  expect(ruleText(other, rule) === ruleText(route({}), rule)).toBe(same);
});
