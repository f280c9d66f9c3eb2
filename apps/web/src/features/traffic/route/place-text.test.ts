import { expect, it } from "vitest";
import { placeInWords } from "./place-text.ts";
import { routeWith } from "./route.fixture.ts";

const service = { kind: "Service", namespace: "payments", name: "payment", port: 80 };

it.each([
  { what: "hosts", more: {}, words: ["host payment"] },
  {
    what: "a Service's own route",
    more: { parents: [{ ...service, role: "producer" as const }] },
    words: ["on Service payment:80 (all callers)"],
  },
  {
    what: "a route of callers",
    more: { parents: [{ ...service, namespace: "shop", role: "consumer" as const }] },
    words: ["on Service shop/payment:80 (callers in payments)"],
  },
  {
    what: "a Gateway with its listener",
    more: {
      hosts: ["pay.example.com"],
      parents: [{ kind: "Gateway", namespace: "edge", name: "public", section: "https" }],
    },
    words: ["host pay.example.com", "on Gateway edge/public https"],
  },
  {
    what: "a delegate",
    more: { delegatedBy: [{ kind: "VirtualService" as const, namespace: "edge", name: "shop" }] },
    words: ["host payment", "delegate of edge/shop"],
  },
])("tells $what", ({ more, words }) => {
  expect(placeInWords(routeWith([], more))).toEqual(words);
});
