import type { Protocol } from "@fyr/contract";
import { edgeIdOf, nodeIdOf } from "@fyr/topology";
import { expect, it } from "vitest";
import { lineIdOf } from "../../view/line-id.ts";
import { canNameEdge } from "./edge-link.ts";

const source = nodeIdOf("workload", "east", "shop", "a>b");
const target = nodeIdOf("workload", "east", "shop", "cart:2");

it.each(["http", "grpc", "tcp"] satisfies Protocol[])(
  "can name an edge of %s, whatever its ends are called",
  (protocol) => {
    expect(canNameEdge(edgeIdOf(source, target, protocol))).toBe(true);
  },
);

it("can name a line", () => {
  expect(canNameEdge(lineIdOf(source, target))).toBe(true);
});

it.each(["foo", "foo>bar", ">bar:http", "foo>:http", "foo:http", "a>b>c:http"])("%s names no edge", (id) => {
  expect(canNameEdge(id)).toBe(false);
});
