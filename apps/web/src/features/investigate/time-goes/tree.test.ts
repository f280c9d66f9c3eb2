import { describe, expect, it } from "vitest";
import { rowKey } from "../../../view/rows-by-hand.ts";
import { hop, hops, nodeId, numbers } from "../incident.fixture.ts";
import { namesIn } from "../names.ts";
import { textOf } from "../phrase.ts";
import { changeInWords, changeTone, retriesInWords } from "./hop-words.ts";
import { timeBars } from "./time-bars.ts";
import { growthsOf, subtreeMs, totalMs } from "./time-shares.ts";
import { rowsOf, treeMove, turned } from "./tree-rows.ts";
import { treeSentence } from "./tree-sentence.ts";
import { wayOnMap } from "./way-on-map.ts";

const names = namesIn({ nodes: [], edges: [] });
const none = new Map<string, boolean>();

describe("the sentence of a call tree", () => {
  it("names what grew: what is new with all behind it, else each hop by itself", () => {
    const growths = growthsOf(hops);
    expect(growths).toEqual([
      { index: 1, addedMs: 21, isNew: true },
      { index: 4, addedMs: 8, isNew: false },
    ]);
    expect(textOf(treeSentence({ hops }, growths, names, "before 03:01"))).toBe(
      "A request to checkout takes 173 ms on average, 24 ms more than before 03:01. payment-v2 adds 21 ms though it " +
        "serves 5 % of the calls; legacy-erp adds 8 ms.",
    );
  });

  it("names once what several call, with all it adds", () => {
    const tree = [
      hop("ingress", undefined, numbers(1, 10, 68), numbers(1, 10, 33)),
      hop("storefront", 0, numbers(0.6, 10), numbers(0.6, 10)),
      hop("cart", 1, numbers(0.2, 24), numbers(0.2, 2)),
      hop("mobile", 0, numbers(0.4, 10), numbers(0.4, 10)),
      { ...hop("cart", 3, numbers(0.1, 14), numbers(0.1, 1)), id: "cart again" },
    ];
    expect(textOf(treeSentence({ hops: tree }, growthsOf(tree), names, "before"))).toBe(
      "A request to ingress takes 68 ms on average, 35 ms more than before. cart adds 35 ms.",
    );
  });

  it("says so where nothing changed, and where nothing was measured before", () => {
    const same = [hop("cart", undefined, numbers(1, 20), numbers(1, 20.1))];
    expect(textOf(treeSentence({ hops: same }, growthsOf(same), names, "an hour ago"))).toBe(
      "A request to cart takes 20 ms on average, about as an hour ago.",
    );
    const fresh = [hop("cart", undefined, numbers(1, 20))];
    expect(textOf(treeSentence({ hops: fresh }, growthsOf(fresh), names, "an hour ago"))).toContain(
      "it was not measured an hour ago.",
    );
  });

  it("tells what is unwell at the end of the worst way, though the entry hardly feels it", () => {
    const tree = [
      { ...hop("ingress", undefined, numbers(1, 76), numbers(1, 75.9)), worst: true as const },
      {
        ...hop("payment", 0, { ...numbers(0.003, 168), errorRatio: 0.07 }, { ...numbers(0.003, 89), errorRatio: 0 }),
        worst: true as const,
      },
    ];
    expect(textOf(treeSentence({ hops: tree }, [], names, "before 01:02"))).toBe(
      "A request to ingress takes 76 ms on average, about as before 01:02. payment fails 7 % of its calls and takes " +
        "168 ms instead of 89 ms.",
    );
  });

  it("tells of what is new and fails, and blames nobody for time where the whole takes no longer", () => {
    const tree = [
      { ...hop("ingress", undefined, numbers(1, 10, 78), numbers(1, 10, 79)), worst: true as const },
      { ...hop("storefront", 0, numbers(0.6, 13.3), numbers(0.6, 10.9)), worst: true as const },
      { ...hop("payment", 1, { ...numbers(0.014, 0), errorRatio: 1 }), worst: true as const },
    ];
    expect(growthsOf(tree)).toEqual([]);
    expect(textOf(treeSentence({ hops: tree }, growthsOf(tree), names, "before 15:34"))).toBe(
      "A request to ingress takes 78 ms on average, about as before 15:34. payment fails 100 % of its calls.",
    );
  });

  it("tells of a TCP target what begins there, though its callers seem to take the time", () => {
    const tree = [
      hop("ingress", undefined, numbers(1, 10, 60), numbers(1, 10, 30)),
      hop("orders", 0, numbers(1, 50), numbers(1, 20)),
      { ...hop("orders-db", 1), protocol: "tcp" as const },
    ];
    const origin = { type: "node", id: nodeId("orders-db") } as const;
    const told = (of: object) => textOf(treeSentence({ hops: tree, ...of }, growthsOf(tree), names, "before 15:04"));
    expect(told({ origin })).toMatch(
      /orders adds 30 ms\. It begins at orders-db: TCP is not timed, so its time counts as its callers'\.$/,
    );
    expect(told({ origin: { type: "node", id: nodeId("orders") } })).not.toContain("It begins at");
    expect(told({})).not.toContain("It begins at");
  });

  it("is none where nobody timed anything", () => {
    expect(treeSentence({ hops: [hop("redis", undefined, { calls: 1 })] }, [], names, "then")).toEqual([]);
    expect(totalMs([hop("redis", undefined, { calls: 1 })], "now")).toBeUndefined();
  });
});

describe("the bars", () => {
  it("tell all of the time once, whatever is set apart", () => {
    const bars = timeBars(hops, growthsOf(hops));
    const sum = (parts: readonly { ms: number }[] = []) => parts.reduce((all, { ms }) => all + ms, 0);
    expect(sum(bars?.now)).toBeCloseTo(subtreeMs(hops, "now")[0] ?? 0);
    expect(sum(bars?.before)).toBeCloseTo(subtreeMs(hops, "before")[0] ?? 0);
  });

  it("stand in the same order in both, what is new last", () => {
    const bars = timeBars(hops, growthsOf(hops));
    expect(bars?.now.map(({ key }) => key)).toEqual(["own", "call 3", "call 5", "grown 4", "grown 1"]);
    expect(bars?.before.map(({ key }) => key)).toEqual(["own", "call 3", "call 5", "grown 4"]);
  });
});

describe("rows of the tree", () => {
  it("open what is small, and what was opened or closed by hand", () => {
    expect(rowsOf({ hops }, none).map(({ hop: { id }, level }) => `${level} ${id}`)).toEqual([
      "1 checkout",
      "2 payment-v2",
      "3 ledger",
      "2 orders",
      "3 legacy-erp",
      "2 payment-v1",
    ]);
    expect(rowsOf({ hops }, new Map([[rowKey("payment-v2"), false]]))).toHaveLength(5);
  });

  it("open only the worst way of a large tree", () => {
    const many = [...hops, ...Array.from({ length: 30 }, (_, at) => hop(`leaf ${at}`, 3, numbers(1, 1)))];
    const shown = rowsOf({ hops: many }, none).map(({ hop: { id } }) => id);
    expect(shown).toEqual(["checkout", "payment-v2", "ledger", "orders", "payment-v1"]);
  });

  it("show where it begins, also in a large tree off its worst way", () => {
    const deep = { ...hop("erp-db", 4), id: "erp-db" };
    const many = [...hops, ...Array.from({ length: 30 }, (_, at) => hop(`leaf ${at}`, 5, numbers(1, 1))), deep];
    const origin = { type: "node", id: nodeId("erp-db") } as const;
    const shown = rowsOf({ hops: many, origin }, none);
    expect(shown.map(({ hop: { id } }) => id)).toEqual([
      "checkout",
      "payment-v2",
      "ledger",
      "orders",
      "legacy-erp",
      "erp-db",
      "payment-v1",
    ]);
    expect(shown.filter(({ isOrigin }) => isOrigin).map(({ hop: { id } }) => id)).toEqual(["erp-db"]);
  });

  it("are remembered where they are not as they were at first", () => {
    const [, payment, , orders] = hops;
    if (payment === undefined || orders === undefined) throw new Error("The fixture has both.");
    const closed = turned(orders, false, { hops }, none);
    expect(closed).toEqual(new Map([[rowKey("orders"), false]]));
    const both = turned(payment, false, { hops }, closed ?? none);
    expect(rowsOf({ hops }, both ?? none).map(({ hop: { id } }) => id)).toEqual([
      "checkout",
      "payment-v2",
      "orders",
      "payment-v1",
    ]);
    expect(turned(orders, true, { hops }, closed ?? none)).toBeUndefined();
  });

  it.each([
    ["ArrowDown", 0, { kind: "to", row: 1 }],
    ["ArrowUp", 0, { kind: "to", row: 0 }],
    ["End", 0, { kind: "to", row: 5 }],
    ["ArrowRight", 0, { kind: "to", row: 1 }],
    ["ArrowLeft", 1, { kind: "close", row: 1 }],
    ["ArrowLeft", 4, { kind: "to", row: 3 }],
    ["ArrowRight", 2, undefined],
    ["x", 0, undefined],
  ] as const)("%s on row %i", (key, row, move) => {
    expect(treeMove(key, rowsOf({ hops }, none), row)).toEqual(move);
  });

  it("ArrowRight opens what is closed", () => {
    expect(treeMove("ArrowRight", rowsOf({ hops }, new Map([[rowKey("orders"), false]])), 3)).toEqual({
      kind: "open",
      row: 3,
    });
  });

  it("lead on the map from the entry to the end of the worst way", () => {
    expect(wayOnMap(hops)?.focus).toEqual({ from: nodeId("checkout"), to: nodeId("payment-v2") });
    expect(wayOnMap([])).toBeUndefined();
  });
});

describe("numbers of a hop", () => {
  it.each([
    [17.6, undefined, "+17.6", "bad"],
    [41.8, 44, "−2.2", "ok"],
    [10, 10.1, "·", "plain"],
    [undefined, 3, undefined, "plain"],
  ] as const)("%s against %s is %s", (now, before, words, tone) => {
    expect(changeInWords(now, before, 173)).toBe(words);
    expect(changeTone(now, before, 173)).toBe(tone);
  });

  it("speak of retries only where there are some", () => {
    expect(retriesInWords({ retriesPerCall: 0.18 })).toBe("+18 % retries");
    expect(retriesInWords({ retriesPerCall: 0.001 })).toBeUndefined();
  });
});
