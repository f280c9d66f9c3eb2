import type { Details, Investigation, Sparklines, Timeline, Topology } from "@fyr/contract";
import type { MeshHistory, SampleKey, TrafficSample } from "@fyr/topology";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSessionSeal } from "../sessions/session-seal.ts";
import { fakeCaller, fakeSignIn } from "../testing/fake-caller.ts";
import { fakeTelemetry, storefrontToCart } from "../testing/fake-telemetry.ts";
import { readEvents } from "../testing/read-events.ts";
import { testApp } from "../testing/test-app.ts";

const party = (namespace: string, workload: string) => ({ cluster: "north", namespace, workload, app: workload });
const call = (from: readonly [string, string], to: readonly [string, string]): SampleKey => ({
  ...storefrontToCart,
  source: party(...from),
  destination: {
    ...party(...to),
    service: to[1],
    serviceNamespace: to[0],
    serviceHost: `${to[1]}.${to[0]}.svc.cluster.local`,
  },
});
const sample = (key: SampleKey): TrafficSample => ({ ...key, kind: "requests", code: "200", perSecond: 10 });
/** shop → payments → bank → vault: the payments team sees what comes to it and what it sends. */
const calls = [
  call(["shop", "cart"], ["payments", "payment"]),
  call(["payments", "payment"], ["bank", "ledger"]),
  call(["bank", "ledger"], ["vault", "safe"]),
  call(["shop", "cart"], ["bank", "ledger"]),
];
const inventory = {
  namespaces: ["shop", "payments", "bank", "vault"],
  circuitBreakerHosts: [],
  workloads: [],
  services: [],
  serviceEntries: [],
  routes: [],
};

/** For the last half of two hours the safe fails for a third of the ledger's requests, and so does all that waits for it. */
function safeFails(at: number): MeshHistory {
  const bins = Array.from({ length: 120 }, (_, nth) => ({ at: at - (119 - nth) * 60, seconds: 60 }));
  const line = (of: (isOver: boolean) => number) => Float64Array.from(bins, (_, nth) => of(nth < 60));
  const rows = calls.flatMap((key) => [
    { key, measure: "requests" as const, outcome: { code: "200" }, perSecond: line((isWell) => (isWell ? 10 : 7)) },
    { key, measure: "requests" as const, outcome: { code: "503" }, perSecond: line((isWell) => (isWell ? 0 : 3)) },
  ]);
  return { bins, rows, hosts: [], containers: [] };
}

let app: FastifyInstance;
let address: string;
/** What paul may list pods in; changed by one test. */
const paulSees = new Set(["payments"]);
const asked: string[] = [];

beforeAll(async () => {
  const telemetry = fakeTelemetry({
    traffic: async () => ({ samples: calls.map(sample), warnings: [] }),
    latencies: async () => ({ samples: [], warnings: [] }),
    meshHistory: async ({ at }) => ({ history: safeFails(at), warnings: [], requests: 2 }),
    happenings: async ({ to }) => ({
      ...{ steal: [{ host: "node-a", from: to - 60, ratio: 0.3 }], oomKills: [], alerts: [] },
      restarts: [
        { namespace: "payments", pod: "payment-1", at: to - 90 },
        { namespace: "vault", pod: "safe-1", at: to - 80 },
      ],
    }),
    series: async (subject, { from }) => {
      asked.push(JSON.stringify(subject));
      return { times: [from], requestsPerSecond: [1] };
    },
  });
  const may = async ({ namespace }: { readonly namespace?: string }) =>
    namespace !== undefined && paulSees.has(namespace);
  const callers = {
    ada: fakeCaller("ada"),
    paul: fakeCaller("paul", { may }),
    none: fakeCaller("none", { may: async () => false }),
  };
  const signIn = { cluster: fakeSignIn(callers), seal: createSessionSeal("s".repeat(32)) };
  app = await testApp({ telemetry, signIn, inventory });
  address = await app.listen({ host: "127.0.0.1", port: 0 });
});
afterAll(() => app.close());

const get = (who: string, url: string) =>
  app.inject({ url, headers: { host: "localhost", authorization: `Bearer ${who}` } });
const picture = async (who: string, url = "/api/topology"): Promise<Topology> => (await get(who, url)).json();
const names = ({ nodes }: Topology) => nodes.map(({ name }) => name).sort();

describe("who may list pods in one namespace", () => {
  it("sees its traffic, and the far ends of it as outside", async () => {
    const seen = await picture("paul");
    expect(names(seen)).toEqual(["cart", "ledger", "payment"]);
    expect(seen.edges).toHaveLength(2);
    const outside = seen.nodes.filter(({ flags }) => flags.includes("outsideScope")).map(({ name }) => name);
    expect(outside.sort()).toEqual(["cart", "ledger"]);
    // Of the ledger's 20 requests a second half are nobody's business here.
    expect(seen.nodes.find(({ name }) => name === "ledger")?.inbound.requestsPerSecond).toBe(10);
    expect(JSON.stringify(seen)).not.toMatch(/vault|safe/);
  });

  it.each(["/api/topology?grain=namespace", "/api/topology?grain=service", "/api/topology?filter=rate%20%3E%200"])(
    "sees no more at %s",
    async (url) => {
      expect(JSON.stringify(await picture("paul", url))).not.toMatch(/vault|safe/);
      expect(JSON.stringify(await picture("ada", url))).toMatch(/vault/);
    },
  );

  it("sees no more of the past", async () => {
    const past = await get("paul", "/api/topology?at=2026-01-02T03:04:05Z");
    expect(past.statusCode).toBe(200);
    expect(past.body).not.toMatch(/vault|safe/);
    const span = "from=2026-01-02T03:04:05Z&to=2026-01-02T03:06:05Z";
    const replay = await get("paul", `/api/topology/replay?${span}`);
    expect(replay.statusCode, replay.body).toBe(200);
    expect(replay.body).not.toMatch(/vault|safe/);
  });

  it("sees no more in two moments, nor down a tree of calls", async () => {
    const moments = "at=2026-01-02T03:04:05Z&before=2026-01-02T02:04:05Z";
    const { nodes } = await picture("paul");
    const entry = encodeURIComponent(nodes.find(({ name }) => name === "cart")?.id ?? "");
    for (const url of [`/api/differences?${moments}`, `/api/call-tree?${moments}&entry=${entry}`]) {
      const answer = await get("paul", url);
      expect(answer.statusCode, answer.body).toBe(200);
      expect(answer.body).not.toMatch(/vault|safe/);
    }
    const refused = await get("paul", `/api/differences?${moments}&namespaces=vault`);
    expect(refused.json()).toMatchObject({ code: "forbidden" });
  });

  it("sees of what is wrong elsewhere only what it does to them", async () => {
    const all: Investigation = (await get("ada", "/api/investigation")).json();
    expect(all.findings.map(({ origin }) => JSON.stringify(origin))).toEqual([expect.stringContaining("vault/safe")]);
    const answer = await get("paul", "/api/investigation");
    expect(answer.body).not.toMatch(/vault|safe/);
    const { findings }: Investigation = answer.json();
    expect(findings.map(({ origin, symptoms }) => [origin.type, symptoms.length])).toEqual([["edge", 1]]);
    // Its line would be that of the safe.
    expect(all.findings[0]?.course).toBeDefined();
    expect(findings[0]?.course).toBeUndefined();
    expect((await get("paul", "/api/investigation?namespaces=vault")).json()).toMatchObject({ code: "forbidden" });
  });

  it("is refused what was asked for by another name", async () => {
    for (const url of ["/api/topology?namespaces=vault", "/api/topology?namespaces=payments,vault"]) {
      expect((await get("paul", url)).json()).toMatchObject({ status: 403, code: "forbidden", field: "namespaces" });
    }
    expect((await get("paul", "/api/series?namespace=vault")).json()).toMatchObject({ code: "forbidden" });
    const rule = "kind=VirtualService&namespace=vault&name=vault&protocol=http&index=0";
    expect((await get("paul", `/api/comparisons?${rule}`)).json()).toMatchObject({ code: "forbidden" });
    expect((await get("paul", "/api/topology/stream?namespaces=vault")).json()).toMatchObject({ code: "forbidden" });
  });

  it("opens no edge or node out of sight", async () => {
    const all = await picture("ada");
    const hidden = all.edges.filter(({ source, target }) => ![source, target].some((id) => id.includes("payments")));
    expect(hidden).toHaveLength(2);
    for (const { id } of hidden) {
      for (const api of ["series", "details", "heatmap", "exemplars"]) {
        const answer = await get("paul", `/api/${api}?edge=${encodeURIComponent(id)}`);
        expect(answer.json()).toMatchObject({ code: "forbidden" });
      }
    }
    const ledger = all.nodes.find(({ name }) => name === "ledger")?.id ?? "";
    expect((await get("paul", `/api/details?node=${encodeURIComponent(ledger)}`)).json()).toMatchObject({
      code: "forbidden",
    });
    expect((await get("paul", `/api/pods?node=${encodeURIComponent(ledger)}`)).json()).toMatchObject({
      code: "forbidden",
    });
    const payment = all.nodes.find(({ name }) => name === "payment")?.id ?? "";
    const details: Details = (await get("paul", `/api/details?node=${encodeURIComponent(payment)}`)).json();
    expect(details.type).toBe("node");
  });

  it("gets charts of what they see where no part is named", async () => {
    asked.length = 0;
    await get("paul", "/api/series");
    await get("ada", "/api/series");
    expect(asked).toEqual([JSON.stringify({ namespaces: ["payments"] }), JSON.stringify({ mesh: true })]);
  });

  it("gets the small lines of their own workloads", async () => {
    const lines: Sparklines = (await get("paul", "/api/sparklines")).json();
    expect(lines.lines).toEqual([]);
    expect(((await get("ada", "/api/sparklines")).json() as Sparklines).lines.length).toBeGreaterThan(0);
  });

  it("is told of what happened to their own workloads", async () => {
    const podsOf = async (who: string, query = "") => {
      const timeline: Timeline = (await get(who, `/api/timeline${query}`)).json();
      return timeline.markers.map(({ object }) => object.name);
    };
    expect(await podsOf("paul")).toEqual(["payment-1"]);
    expect(await podsOf("ada")).toEqual(["payment-1", "safe-1", "node-a"]);
    expect(await podsOf("ada", "?namespaces=north/vault")).toEqual(["safe-1"]);
    expect((await get("paul", "/api/timeline?namespaces=vault")).json()).toMatchObject({ code: "forbidden" });
  });

  it("is streamed no more, and shares the stream with who sees the same", async () => {
    let events = await Promise.all(["paul", "paul", "ada"].map(snapshotFor));
    // Where a look fell between the two they are asked again.
    while (events[0]?.id !== events[1]?.id) {
      events = await Promise.all(["paul", "paul", "ada"].map(snapshotFor));
    }
    // How old it is by now is said to each as they come.
    const [one, other, all] = events.map(({ data }) => JSON.stringify(data).replace(/"ageSeconds":\d+/, ""));
    expect(one).not.toMatch(/vault|safe/);
    expect(one).toBe(other);
    expect(all).toMatch(/vault/);
  });
});

it("tells who sees nothing what that takes", async () => {
  expect((await get("none", "/api/topology")).json()).toMatchObject({ status: 403, code: "forbidden" });
  expect((await get("none", "/api/series")).json()).toMatchObject({ code: "forbidden" });
});

async function snapshotFor(who: string) {
  const leaving = new AbortController();
  const headers = { authorization: `Bearer ${who}` };
  const { body } = await fetch(`${address}/api/topology/stream`, { headers, signal: leaving.signal });
  try {
    for await (const event of readEvents(body ?? new ReadableStream())) if (event.event === "snapshot") return event;
  } finally {
    leaving.abort();
  }
  throw new Error("The stream ended before there was a picture.");
}
