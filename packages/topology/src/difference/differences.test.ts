import { describe, expect, it } from "vitest";
import { buildTopology } from "../build.ts";
import { edgeIdOf, nodeIdOf } from "../ids.ts";
import type { TrafficSample } from "../samples.ts";
import { bytes, key, latency, picture, requests, seenByZtunnel, workload } from "../testing/made-up.ts";
import { differencesOf } from "./differences.ts";
import type { Looked } from "./shifted.ts";

const version = (name: string, v: string) => ({ ...workload(name), workload: `${name}-${v}`, version: v });

interface Flow {
  readonly from?: string;
  readonly to?: string;
  readonly version?: string;
  readonly rate?: number;
  readonly errors?: number;
  /** Half of the requests take less, nearly all less than three times it. */
  readonly ms?: number;
  readonly mtls?: number;
}

function flow({ from = "web", to = "cart", version: v = "v1", rate = 50, errors = 0, ms = 20, mtls = 1 }: Flow) {
  const of = key(version(from, "v1"), version(to, v));
  const seen = key(version(from, "v1"), version(to, v), { reporter: "destination" });
  const samples: TrafficSample[] = [
    requests(of, rate * (1 - errors)),
    latency(of, { [ms / 2]: rate * 0.1, [ms]: rate * 0.5, [ms * 3]: rate * 0.97 }, rate, rate * ms * 1.2),
    requests(seen, rate * mtls, { mtls: true }),
  ];
  if (errors > 0) samples.push(requests(of, rate * errors, { code: "503" }));
  if (mtls < 1) samples.push(requests(seen, rate * (1 - mtls), { mtls: false }));
  return samples;
}

function looked(flows: readonly Flow[], seconds = 300): Looked {
  const { nodes, edges } = buildTopology(picture(flows.flatMap(flow), { windowSeconds: seconds }));
  return { nodes, edges, seconds };
}

function kinds(now: readonly Flow[], before: readonly Flow[], seconds = 300) {
  const { differences } = differencesOf(looked(now, seconds), looked(before, seconds));
  return differences.map(
    ({ kind, subject }) =>
      `${kind} ${subject.id
        .split("/")
        .at(-1)
        ?.replace(/:http$/, "")}`,
  );
}

const calm: readonly Flow[] = [
  { to: "cart" },
  { to: "payment" },
  { from: "cart", to: "stock" },
  { from: "payment", to: "bank" },
];

describe("two moments", () => {
  it("do not differ where nothing did", () => {
    expect(kinds(calm, calm)).toEqual([]);
  });

  it.each([
    ["failing-more cart-v1", { errors: 0.05 }],
    ["slower cart-v1", { ms: 40 }],
    ["faster cart-v1", { ms: 12 }],
    ["busier cart-v1", { rate: 100 }],
    ["quieter cart-v1", { rate: 20 }],
    ["less-mtls cart-v1", { mtls: 0.6 }],
  ] as const)("differ by %s alone", (expected, change) => {
    expect(kinds([{ to: "cart", ...change }, ...calm.slice(1)], calm)).toEqual([expected]);
  });

  it("differ the other way round where it got better", () => {
    expect(kinds(calm, [{ to: "cart", errors: 0.05, mtls: 0.6 }, ...calm.slice(1)])).toEqual([
      "more-mtls cart-v1",
      "failing-less cart-v1",
    ]);
  });

  it("differ by what is new and what is gone, with its node", () => {
    const now = [...calm.slice(0, 3), { to: "search" }];
    const found = kinds(now, calm);
    expect(found.slice(0, 2).sort()).toEqual(["gone bank-v1", "gone bank-v1"]);
    expect(found.slice(2)).toEqual(["new search-v1", "new search-v1"]);
    const { goneNodes, goneEdges, edges } = differencesOf(looked(now), looked(calm));
    const id = (name: string) => nodeIdOf("workload", "north", "shop", `${name}-v1`);
    expect(goneNodes.map((node) => node.id)).toEqual([id("bank")]);
    expect(goneEdges.map((edge) => edge.id)).toEqual([edgeIdOf(id("payment"), id("bank"), "http")]);
    expect(edges).toBe(5);
  });

  it("tell a shift between versions as one, not as two rates", () => {
    const split = (share: number): readonly Flow[] => [
      ...calm,
      { from: "stock", to: "pricing", rate: 100 * (1 - share) },
      { from: "stock", to: "pricing", version: "v2", rate: 100 * share },
    ];
    const { differences } = differencesOf(looked(split(0.5)), looked(split(0.05)));
    expect(differences.map(({ kind, now, before }) => [kind, before?.share, now?.share])).toEqual([
      ["shifted", 0.95, 0.5],
      ["shifted", 0.05, 0.5],
    ]);
  });

  it("do not differ by what is true of the whole mesh", () => {
    const doubled = calm.map((one) => ({ ...one, rate: 100 }));
    expect(kinds(doubled, calm)).toEqual([]);
    expect(kinds([{ to: "cart", rate: 300 }, ...doubled.slice(1)], calm)).toEqual(["busier cart-v1"]);
  });
});

describe("chance", () => {
  it("is not told of few requests", () => {
    const rare = (errors: number): readonly Flow[] => [...calm, { to: "ads", rate: 0.05, errors }];
    expect(kinds(rare(0.2), rare(0))).toEqual([]);
    expect(kinds([...calm, { to: "ads", rate: 0.05 }], calm)).toEqual([]);
  });

  it("does not hide a canary's failures behind how few requests it gets", () => {
    const canary = (errors: number) => looked([...calm, { to: "payment", version: "v2", rate: 2.7, errors }], 60);
    const before = looked([...calm, { to: "payment", version: "v2", rate: 2.7, errors: 0.0024 }], 600);
    expect(differencesOf(canary(0.063), before).differences.map(({ kind }) => kind)).toEqual(["failing-more"]);
    // One more request that failed is no difference.
    expect(differencesOf(canary(0.02), before).differences).toEqual([]);
  });

  it("finds the same share of failures once there are enough", () => {
    const often = (errors: number): readonly Flow[] => [...calm, { to: "ads", rate: 5, errors }];
    expect(kinds(often(0.2), often(0))).toEqual(["failing-more ads-v1"]);
  });

  it("reports nothing of a thousand edges that are a little other at every look", () => {
    const random = seeded(7);
    const wobbly = () =>
      Array.from({ length: 1000 }, (_, nth): Flow => {
        const rate = 2 + (nth % 40);
        const wobble = () => 0.9 + 0.2 * random();
        const failed = binomial(random, Math.round(rate * 60), 0.004);
        return { to: `app-${nth}`, rate: rate * wobble(), ms: 20 * wobble(), errors: failed / Math.round(rate * 60) };
      });
    expect(kinds(wobbly(), wobbly(), 60)).toEqual([]);
  });
});

describe("connections", () => {
  const tcp = key(version("cart", "v1"), version("redis", "v1"), { protocol: "tcp" });
  const looks = (samples: readonly TrafficSample[], seconds = 300): Looked => {
    const { nodes, edges } = buildTopology(picture(samples, { windowSeconds: seconds }));
    return { nodes, edges, seconds };
  };
  const opened = (perSecond: number, failed = 0, carrying = 1000) =>
    looks([
      { ...tcp, kind: "connections", perSecond: perSecond - failed },
      ...(failed > 0 ? [{ ...tcp, kind: "connections", perSecond: failed, flags: "UF" } as const] : []),
      ...bytes(tcp, carrying, carrying),
    ]);
  const broken = (perSecond: number, failed: number, carrying: number) =>
    looks(
      seenByZtunnel([
        { ...tcp, kind: "connections", perSecond },
        { ...tcp, kind: "connections", perSecond: failed, flags: "CONNECT", broken: true },
        ...bytes(tcp, carrying, carrying),
      ]),
    );
  const told = (now: Looked, before: Looked) =>
    differencesOf(now, before).differences.map(({ kind, now: is, before: was }) => [
      kind,
      was?.failedConnectionRatio,
      is?.failedConnectionRatio,
    ]);

  it("that began to fail, or do no more, are told with both shares", () => {
    expect(told(opened(2, 1.4), opened(2))).toEqual([["failing-more", 0, 0.7]]);
    expect(told(opened(2), opened(2, 1.4))).toEqual([["failing-less", 0.7, 0]]);
  });

  it("that fail as often as before, or few of them, are no difference", () => {
    expect(told(opened(2, 1.4), opened(2, 1.38))).toEqual([]);
    expect(told(opened(0.02, 0.01), opened(0.02))).toEqual([]);
    expect(told(opened(2, 0.004), opened(2))).toEqual([]);
  });

  it("that broke were opened again where as many bytes go as before", () => {
    expect(told(broken(2, 1.4, 900), broken(2, 0, 1000))).toEqual([]);
    expect(told(broken(2, 1.4, 300), broken(2, 0, 1000))).toEqual([["failing-more", 0, 0.7]]);
    expect(told(broken(2, 0, 1000), broken(2, 1.4, 300))).toEqual([["failing-less", 0.7, 0]]);
  });
});

it("puts what got worse first, and of that what concerns most requests", () => {
  const now: readonly Flow[] = [
    { to: "cart", errors: 0.02 },
    { to: "payment", errors: 0.5 },
    { from: "cart", to: "stock", ms: 10 },
    { from: "payment", to: "bank" },
    { to: "search" },
  ];
  expect(kinds(now, calm)).toEqual([
    "failing-more payment-v1",
    "failing-more cart-v1",
    "new search-v1",
    "new search-v1",
    "faster stock-v1",
  ]);
});

function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

function binomial(random: () => number, of: number, chance: number): number {
  let count = 0;
  for (let nth = 0; nth < of; nth += 1) if (random() < chance) count += 1;
  return count;
}
