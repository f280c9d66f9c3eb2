import { describe, expect, it } from "vitest";
import { countInWords } from "./count-words.ts";
import { type Asked, listedIn, sightOf } from "./sight.ts";
import { smallMesh } from "./small-mesh.fixture.ts";

const mesh = smallMesh("web>cart", "web>pay 0.02", "pay>bank 0.06", "cart>redis");
const words = (ids: ReadonlySet<string> | undefined) => ids && [...ids].sort().join(" ");
const see = (asked: Asked) => sightOf(mesh, asked);

describe("what is found", () => {
  it("is bright with the ends of its edges, and listed without them", () => {
    const sight = see({ find: "errors > 1%" });
    expect(words(sight.bright)).toBe("bank pay pay>bank web web>pay");
    expect(words(listedIn(mesh, sight))).toBe("pay>bank web>pay");
  });

  it("is looked for within what is in focus", () => {
    const sight = see({ find: "errors > 1%", focus: { around: "web", depth: "1" } });
    expect(words(sight.found)).toBe("web>pay");
    expect(words(sight.bright)).toBe("pay web web>pay");
  });

  it("is nothing where nothing matches: nothing is listed for it, and nothing dims but for a focus", () => {
    const sight = see({ find: "errors > 90%" });
    expect(sight.bright).toBeUndefined();
    expect(listedIn(mesh, sight)?.size).toBe(0);
    const around = { around: "web", depth: "1" } as const;
    expect(see({ find: "errors > 90%", focus: around }).bright).toEqual(see({ focus: around }).bright);
  });

  it.each([{}, { find: "" }, { find: "errors >" }, { focus: { around: "gone", depth: "1" } }] as const)(
    "dims and leaves out nothing for %j",
    (asked) => {
      expect(see(asked)).toEqual({ failingHidden: 0 });
      expect(listedIn(mesh, see(asked))).toBeUndefined();
    },
  );
});

describe("what is hidden", () => {
  it("leaves the ends of what is not", () => {
    const sight = see({ hide: "name = cart or name = web" });
    expect(words(sight.hidden)).toBe("cart cart>redis web web>cart web>pay");
    expect(see({ hide: "name = pay and !http" }).hidden?.size).toBe(0);
  });

  it("is not found and not listed", () => {
    const sight = see({ hide: "failing", find: "errors > 1%" });
    expect(words(sight.found)).toBe("web>pay");
    expect(listedIn(mesh, sight)?.has("pay>bank")).toBe(false);
  });

  it("is counted where it fails", () => {
    expect(see({ hide: "errors > 1%" }).failingHidden).toBe(1);
    expect(see({ hide: "(errors > 1%) and !failing" }).failingHidden).toBe(0);
  });

  it("spares what is selected", () => {
    const sight = see({ hide: "http", selection: { type: "edge", id: "pay>bank" } });
    expect(words(sight.hidden)).toBe("cart>redis web>cart web>pay");
    expect(sight.failingHidden).toBe(0);
  });
});

it("gives the same object for the same question, so that nothing is drawn twice", () => {
  expect(see({ find: "http" })).toBe(see({ find: "http" }));
  expect(see({ find: "http", selection: { type: "node", id: "web" } })).toBe(see({ find: "http" }));
});

it.each([
  { ids: ["web>cart", "web>pay", "cart"], said: "2 edges, 1 workload" },
  { ids: ["bank", "pay"], said: "2 nodes" },
  { ids: ["gone"], said: undefined },
])("counts $ids as $said", ({ ids, said }) => {
  expect(countInWords(mesh, new Set(ids))).toBe(said);
});
