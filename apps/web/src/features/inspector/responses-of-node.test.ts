import type { Response, TopologyEdge } from "@fyr/contract";
import { describe, expect, it } from "vitest";
import { responsesOfNode } from "./responses-of-node.ts";

const ok = (perSecond: number): Response => ({ code: "200", perSecond });
const refused = (perSecond: number): Response => ({ code: "503", flags: "UF", perSecond });
const edge = (source: string, target: string, responses: readonly Response[]) =>
  ({ source, target, responses }) as unknown as TopologyEdge;
const edges = [edge("a", "pay", [ok(3), refused(1)]), edge("b", "pay", [refused(4)]), edge("pay", "db", [ok(9)])];
const node = (id: string, inbound: object, outbound: object) => ({ id, inbound, outbound }) as never;

describe("how a node answered", () => {
  it("adds up what all its callers got, most frequent first", () => {
    const answers = responsesOfNode(node("pay", { requestsPerSecond: 8 }, { requestsPerSecond: 9 }), edges);
    expect(answers).toEqual([refused(5), ok(3)]);
  });

  it("is how it was answered where nobody is seen calling it", () => {
    expect(responsesOfNode(node("a", {}, { requestsPerSecond: 4 }), edges)).toEqual([ok(3), refused(1)]);
  });
});
