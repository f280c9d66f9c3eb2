import type { EdgeId, NodeId, Topology } from "@fyr/contract";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inFocus, reachOf } from "./focus-set.ts";

type Elements = Pick<Topology, "nodes" | "edges">;

/** `a>b b>c`: nodes and the calls between them, edges named as they are written. */
function mesh(text: string): Elements {
  const calls = text.split(" ").map((call) => call.split(">"));
  const nodes = [...new Set(calls.flat())].map((id) => ({ id: id as NodeId }));
  const edges = calls.flatMap(([source, target]) =>
    target === undefined
      ? []
      : [{ id: `${source}>${target}` as EdgeId, source: source as NodeId, target: target as NodeId }],
  );
  return { nodes, edges } as unknown as Elements;
}

const words = (bright: ReadonlySet<string> | undefined) => bright && [...bright].sort().join(" ");
const chain = mesh("in>web web>cart web>pay pay>bank pay>log cart>log tool>pay");

describe("focus around a node", () => {
  it.each([
    { depth: "1", bright: "bank log pay pay>bank pay>log tool tool>pay web web>pay" },
    { depth: "2", bright: "bank in in>web log pay pay>bank pay>log tool tool>pay web web>pay" },
    { depth: "all", bright: "bank in in>web log pay pay>bank pay>log tool tool>pay web web>pay" },
  ] as const)("keeps callers and callees bright, $depth away, and none of their other calls", ({ depth, bright }) => {
    expect(words(inFocus(chain, { around: "pay", depth }))).toBe(bright);
  });

  it("keeps who calls itself and who calls nobody", () => {
    expect(words(inFocus(mesh("a>a b"), { around: "a", depth: "1" }))).toBe("a a>a");
    expect(words(inFocus(mesh("a>a b"), { around: "b", depth: "all" }))).toBe("b");
  });

  it("dims nothing for a node that is gone", () => {
    expect(inFocus(chain, { around: "gone", depth: "1" })).toBeUndefined();
  });
});

describe("focus between two nodes", () => {
  it.each([
    { calls: "a>b b>d a>c c>d d>e x>a c>f", bright: "a a>b a>c b b>d c c>d d" },
    { calls: "a>d d>b b>a", bright: "a a>d d" },
    { calls: "a>b b>c c>b b>d", bright: "a a>b b b>d d" },
    { calls: "d>a", bright: "a d" },
  ])("keeps all paths of $calls", ({ calls, bright }) => {
    expect(words(inFocus(mesh(calls), { from: "a", to: "d" }))).toBe(bright);
  });
});

const name = fc.constantFrom("a", "b", "c", "d", "e", "f");
const anyMesh = fc
  .uniqueArray(fc.tuple(name, name), { minLength: 1, maxLength: 14, selector: ([from, to]) => `${from}>${to}` })
  .map((calls) => mesh(["a", "b", ...calls.map(([from, to]) => `${from}>${to}`)].join(" ")));

describe("whatever the mesh", () => {
  it("is every bright edge between two bright nodes, and reached within what is bright", () =>
    fc.assert(
      fc.property(anyMesh, (elements) => {
        const bright = inFocus(elements, { from: "a", to: "b" }) ?? new Set();
        const lit = { ...elements, edges: elements.edges.filter(({ id }) => bright.has(id)) };
        const [ahead, behind] = [reachOf(lit, "a" as NodeId, "target"), reachOf(lit, "b" as NodeId, "source")];
        for (const { source, target } of lit.edges) {
          expect([bright.has(source), bright.has(target)]).toEqual([true, true]);
          expect(source === "a" || ahead.has(source)).toBe(true);
          expect(target === "b" || behind.has(target)).toBe(true);
        }
      }),
    ));

  it("only grows with the depth", () =>
    fc.assert(
      fc.property(anyMesh, (elements) => {
        const [one, two, all] = (["1", "2", "all"] as const).map((depth) => inFocus(elements, { around: "a", depth }));
        expect([...(two ?? [])]).toEqual(expect.arrayContaining([...(one ?? [])]));
        expect([...(all ?? [])]).toEqual(expect.arrayContaining([...(two ?? [])]));
      }),
    ));
});
