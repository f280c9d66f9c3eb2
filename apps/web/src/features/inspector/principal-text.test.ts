import { expect, it } from "vitest";
import { principalInShort } from "./principal-text.ts";

it.each([
  ["spiffe://cluster.local/ns/shop/sa/cart", "shop / cart"],
  ["cluster.local/ns/shop/sa/cart", "shop / cart"],
  ["spiffe://example.org/ns/shop/sa/cart", "shop / cart (example.org)"],
  ["spiffe://example.org/billing", "spiffe://example.org/billing"],
])("shortens %s to %s", (principal, short) => expect(principalInShort(principal)).toBe(short));
