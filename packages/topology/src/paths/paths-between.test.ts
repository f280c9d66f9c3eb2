import type { EdgeId, NodeId } from "@fyr/contract";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Call, pathsBetween } from "./paths-between.ts";

/** `a>b b>c`: calls named as they are written; `a>b:tcp` is another one between the same two. */
function calls(text: string): Call[] {
  return text
    .split(" ")
    .filter((call) => call !== "")
    .map((call) => {
      const [source, target] = call.split(":")[0]?.split(">") ?? [];
      return { id: call as EdgeId, source: source as NodeId, target: target as NodeId };
    });
}

const a = "a" as NodeId;
const d = "d" as NodeId;
const inWords = (paths: readonly (readonly Call[])[]) => paths.map((path) => path.map(({ id }) => id).join(" "));
const sorted = (ids: ReadonlySet<string>) => [...ids].sort().join(" ");

describe("paths from a to d", () => {
  it.each([
    { of: "a>d", paths: ["a>d"] },
    { of: "a>b b>d a>c c>d d>e x>a c>f", paths: ["a>b b>d", "a>c c>d"] },
    { of: "a>b b>c c>d a>d b>d", paths: ["a>d", "a>b b>d", "a>b b>c c>d"] },
    { of: "a>d a>d:tcp", paths: ["a>d", "a>d:tcp"] },
    { of: "a>b b>a b>d d>b", paths: ["a>b b>d"] },
    { of: "a>a a>d d>d", paths: ["a>d"] },
    { of: "d>a", paths: [] },
    { of: "", paths: [] },
  ])("of $of: $paths", ({ of, paths }) => {
    expect(inWords(pathsBetween(calls(of), a, d).paths)).toEqual(paths);
  });

  it("light what is on one of them, and nothing that only comes by twice", () => {
    const { nodes, edges, isCut } = pathsBetween(calls("a>b b>c c>b b>d"), a, d);
    expect(sorted(edges)).toBe("a>b b>d");
    expect(sorted(nodes)).toBe("a b d");
    expect(isCut).toBe(false);
  });

  it("light both ends where there is none", () => {
    expect(sorted(pathsBetween(calls("d>a"), a, d).nodes)).toBe("a d");
  });

  it("are none from a node to itself", () => {
    expect(pathsBetween(calls("a>a a>b b>a"), a, a).paths).toEqual([]);
  });

  it("of a mesh where everybody calls everybody are the shortest, and say that there are more", () => {
    const names = [..."abcdefghijklmnopqrstuvwxyz"];
    const all = calls(
      names.flatMap((from) => names.filter((to) => to !== from).map((to) => `${from}>${to}`)).join(" "),
    );
    const { paths, isCut, edges } = pathsBetween(all, a, d);
    expect(isCut).toBe(true);
    expect(paths).toHaveLength(100);
    expect(paths.map(({ length }) => length)).toEqual([1, ...Array(24).fill(2), ...Array(75).fill(3)]);
    expect(edges.has("e>f" as EdgeId)).toBe(true);
  });

  it("give up where looking takes too long, and say that there may be more", () => {
    const names = [..."bcefghijklmnopqrs"];
    const crowd = names.flatMap((from) => names.filter((to) => to !== from).map((to) => `${from}>${to}`));
    const edges = calls(["a>b", ...crowd, "b>d"].join(" "));
    const found = pathsBetween(edges, a, d);
    expect(inWords(found.paths)).toEqual(["a>b b>d"]);
    expect(found.isCut).toBe(true);
  });
});

const name = fc.constantFrom("a", "b", "c", "d", "e", "f");
const anyCalls = fc
  .uniqueArray(fc.tuple(name, name), { maxLength: 16, selector: ([from, to]) => `${from}>${to}` })
  .map((pairs) => calls(pairs.map(([from, to]) => `${from}>${to}`).join(" ")));

describe("whatever the mesh", () => {
  it("finds exactly the simple paths, shortest first", () =>
    fc.assert(
      fc.property(anyCalls, (edges) => {
        const { paths, isCut } = pathsBetween(edges, a, d);
        expect(isCut).toBe(false);
        expect(inWords(paths).sort()).toEqual(inWords(everyPath(edges, a, d)).sort());
        const lengths = paths.map(({ length }) => length);
        expect(lengths).toEqual(lengths.toSorted((one, other) => one - other));
      }),
    ));

  it("lights what is on a path, and where it is cut nothing less", () =>
    fc.assert(
      fc.property(anyCalls, fc.nat(4), fc.nat(20), (edges, paths, looks) => {
        const found = pathsBetween(edges, a, d, { paths, looks });
        const onPaths = everyPath(edges, a, d).flat();
        const ids = new Set(onPaths.map(({ id }) => id));
        if (found.isCut) expect([...ids].every((id) => found.edges.has(id))).toBe(true);
        else expect(sorted(found.edges)).toBe(sorted(ids));
        for (const { source, target } of onPaths) {
          expect([source, target].every((end) => found.nodes.has(end))).toBe(true);
        }
        expect(found.paths.length).toBeLessThanOrEqual(paths);
      }),
    ));

  it("cut short, has the shortest of all", () =>
    fc.assert(
      fc.property(anyCalls, fc.nat(6), (edges, paths) => {
        const all = pathsBetween(edges, a, d).paths;
        const some = pathsBetween(edges, a, d, { paths, looks: 20_000 });
        expect(some.paths).toEqual(all.slice(0, paths));
        expect(some.isCut).toBe(all.length > paths);
      }),
    ));
});

/** By trying everything. */
function everyPath(edges: readonly Call[], from: NodeId, to: NodeId, passed: readonly NodeId[] = [from]): Call[][] {
  return edges
    .filter(({ source, target }) => source === from && !passed.includes(target))
    .flatMap((call) =>
      call.target === to
        ? [[call]]
        : everyPath(edges, call.target, to, [...passed, call.target]).map((rest) => [call, ...rest]),
    );
}
