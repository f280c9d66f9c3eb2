import type { TopologyNode } from "@fyr/contract";
import { expect, it } from "vitest";
import { edgeInWords, nodeInShort, nodeName } from "./node-name.ts";

const node = (name: string, app?: string, version?: string) => ({ name, app, version }) as unknown as TopologyNode;

it.each([
  { of: node("payment-v2", "payment", "v2"), name: { name: "payment", version: "v2" }, short: "payment v2" },
  { of: node("checkout", "checkout", "v18"), name: { name: "checkout", version: "v18" }, short: "checkout" },
  {
    of: node("payment-canary", "payment", "v2"),
    name: { name: "payment-canary", version: "v2" },
    short: "payment-canary v2",
  },
  { of: node("bank-api"), name: { name: "bank-api" }, short: "bank-api" },
])("calls it $short", ({ of, name, short }) => {
  expect(nodeName(of)).toEqual(name);
  expect(nodeInShort(of)).toBe(short);
});

it("tells edges of two versions apart", () => {
  const fraud = node("fraud", "fraud", "v11");
  expect(edgeInWords(node("payment-v1", "payment", "v1"), fraud)).toBe("payment v1 → fraud");
  expect(edgeInWords(undefined, fraud)).toBe("unknown → fraud");
});
