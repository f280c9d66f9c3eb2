import { describe, expect, it } from "vitest";
import type { MadeConnections } from "../testing/made-connections.ts";
import { type MadeCall, madeHistory } from "../testing/made-history.ts";
import { over } from "../testing/made-shop.ts";
import { gatherLines } from "./gather-lines.ts";
import type { MeshHistory } from "./history.ts";
import { closeLookWanted, investigate, suspect } from "./investigate.ts";

/** Before the cart, which calls others over TCP, stands a gateway. */
const entry: MadeCall = { from: "gateway", to: "cart", requests: () => 20, takes: () => 30 };

function findingsIn(history: MeshHistory) {
  const suspicion = suspect(history);
  const look = closeLookWanted(suspicion, 60) && { ...history, windowSeconds: 60 };
  return investigate(suspicion, look).found.map(({ finding }) => finding);
}

const found = (connections: readonly MadeConnections[], calls: readonly MadeCall[] = []) =>
  findingsIn(madeHistory([entry, ...calls], connections));

const since =
  (minutes: number, then: number, before = 0) =>
  (ago: number) =>
    ago < minutes ? then : before;
const tcp = (to: string, more: Partial<MadeConnections> = {}): MadeConnections => ({
  from: "cart",
  to,
  by: "ztunnels",
  opened: () => 2,
  bytes: () => 20_000,
  ...more,
});
const edgeTo = (to: string) => ({ type: "edge", id: expect.stringContaining(`/${to}`) });

describe.each(["ztunnels", "sidecars"] as const)("TCP that %s count and a caller stopped to use", (by) => {
  const stopped = { by, opened: since(10, 0, 2), bytes: since(10, 0, 20_000) };

  it("is gone where the caller is as busy as before, whatever its idle connections still say", () => {
    const findings = found([tcp("store", { ...stopped, bytes: since(10, 30, 20_000) })]);
    expect(findings).toMatchObject([
      { kind: "gone", origin: edgeTo("store"), usual: { bytesPerSecond: 20_000, connectionsPerSecond: 2 } },
    ]);
    expect(findings[0]?.now.bytesPerSecond).toBe(30);
    expect(findings[0]?.course?.measure).toBe("bytesPerSecond");
  });

  it("is not gone where another takes what it carried: a replica, or a host that is let through unnamed", () => {
    const replica = tcp("replica", { by, opened: since(10, 2), bytes: since(10, 18_000) });
    expect(found([tcp("store", stopped), replica])).toEqual([]);
    const unnamed = { ...replica, to: "PassthroughCluster", sides: ["source"] as const };
    expect(found([tcp("db.example", { ...stopped, sides: ["source"] }), unnamed])).toEqual([]);
  });

  it("is not gone where requests between the two have begun to be told apart", () => {
    const http: MadeCall = { from: "cart", to: "store", requests: since(10, 40), takes: () => 5 };
    expect(found([tcp("store", stopped)], [http])).toEqual([]);
  });

  it("is not gone where it was used now and then, hardly, or is missed for two minutes", () => {
    const rarely = (ago: number) => (ago < 10 || ago % 3 === 0 ? 0 : 20_000);
    expect(found([tcp("store", { ...stopped, bytes: rarely })])).toEqual([]);
    expect(found([tcp("store", { ...stopped, bytes: since(10, 0, 90) })])).toEqual([]);
    expect(found([tcp("store", { ...stopped, bytes: since(2, 0, 20_000) })])).toEqual([]);
  });
});

describe("a caller that nobody hears of", () => {
  it("has not stopped to call anybody: one side of it still does, or its own proxies are silent altogether", () => {
    const store = tcp("store");
    const silent = { ...store, sides: ["source"] as const, opened: since(10, 0, 2), bytes: since(10, 0, 20_000) };
    expect(found([silent, { ...store, sides: ["destination"] }])).toEqual([]);
    const called: MadeCall = { from: "gateway", to: "front", reporter: "source", requests: () => 20, takes: () => 9 };
    expect(found([{ ...silent, from: "front" }], [called])).toEqual([]);
    const heard = { ...tcp("queue"), from: "front", sides: ["source"] as const };
    expect(found([{ ...silent, from: "front" }, heard], [called])).toMatchObject([{ kind: "gone" }]);
  });

  it("calls still what ztunnels see it call, where nobody else tells any more", () => {
    const http: MadeCall = { from: "cart", to: "store", requests: since(10, 0, 40), takes: () => 5 };
    expect(found([], [http])).toMatchObject([{ kind: "gone" }]);
    expect(found([tcp("store")], [http])).toEqual([]);
  });
});

describe("connections that ztunnels alone know", () => {
  it("fail where the callee's ztunnel denies them, as it says", () => {
    const denied = tcp("store", {
      failing: since(20, 0.3),
      bytes: since(20, 14_000, 20_000),
      flags: { source: "CONNECT", destination: "DENY" },
    });
    const [first, ...more] = found([denied]);
    expect(first).toMatchObject({
      kind: "failing",
      flags: ["DENY"],
      now: { errorRatio: 0.3, connectionsPerSecond: 2 },
    });
    expect(first?.origin).toMatchObject({ id: expect.stringContaining("/store") });
    expect(first?.entries).toEqual([]);
    expect(first?.explanation.map(({ code }) => code)).not.toContain("retries");
    expect(more).toEqual([]);
    expect(found([{ ...denied, flags: { destination: "DENY" } }])).toHaveLength(1);
  });

  it("fail where they are not made, and carry less", () => {
    const lost = tcp("store", {
      failing: since(20, 1),
      opened: since(20, 9, 2),
      bytes: since(20, 0, 20_000),
      flags: { source: "CONNECT" },
    });
    expect(found([lost])).toMatchObject([{ kind: "failing", flags: ["CONNECT"], now: { errorRatio: 1 } }]);
  });

  it("do not fail where they break and are opened again, for longer than a rollout takes", () => {
    const broken = tcp("store", { failing: since(20, 0.5), opened: since(20, 4, 2), flags: { source: "CONNECT" } });
    expect(found([broken])).toEqual([]);
  });

  it("do not fail where some always do", () => {
    expect(found([tcp("store", { failing: () => 0.4, flags: { source: "CONNECT", destination: "DENY" } })])).toEqual(
      [],
    );
  });

  it("in plaintext that were not before are a notice", () => {
    expect(found([tcp("store", { plaintext: since(30, 0.2) })])).toMatchObject([
      { kind: "plaintext", status: "notice", origin: edgeTo("store") },
    ]);
    expect(found([tcp("store", { plaintext: () => 0.2 })])).toEqual([]);
  });

  it("and the requests of whoever gets none are one thing", () => {
    const failing = { ...entry, failing: since(20, 0.5) };
    const refused = tcp("store", {
      failing: since(20, 0.9),
      bytes: since(20, 2000, 20_000),
      flags: { source: "CONNECT", destination: "CONNECT" },
    });
    const [first, ...more] = findingsIn(madeHistory([failing], [refused]));
    expect(first).toMatchObject({ kind: "failing", origin: { id: expect.stringContaining("/store") } });
    expect(first?.entries).toMatchObject([{ node: expect.stringContaining("/gateway"), share: 0.5 }]);
    expect(first?.symptoms.map(({ place }) => place)).toContainEqual({
      type: "node",
      id: expect.stringContaining("/cart"),
    });
    expect(more).toEqual([]);
  });
});

describe("somebody who is slow and asks what ztunnels alone know", () => {
  const slow = (name: string): MadeCall => ({
    from: "gateway",
    to: name,
    requests: () => 20,
    takes: since(20, 90, 30),
  });
  const asks = (name: string) => ({ ...tcp("store"), from: name });

  it("is slow itself: it would be one of many things it asks", () => {
    expect(found([asks("front")], [slow("front")])).toMatchObject([
      { kind: "slow", origin: { id: expect.stringContaining("/front") } },
    ]);
  });

  it("waits for it where another that asks it is slow as well", () => {
    expect(found([asks("front"), asks("back")], [slow("front"), slow("back")])).toMatchObject([
      { kind: "slow", toldBy: "callers", origin: { id: expect.stringContaining("/store") } },
    ]);
  });
});

describe("two that refuse connections", () => {
  it("are two things, though the one calls the other", () => {
    const refused = (to: string): Partial<MadeConnections> => ({
      to,
      failing: since(20, 0.9),
      bytes: since(20, 2000, 20_000),
      flags: { source: "CONNECT", destination: "CONNECT" },
    });
    const findings = found([tcp("store", refused("store")), { ...tcp("disk", refused("disk")), from: "store" }]);
    expect(findings.map(({ kind }) => kind)).toEqual(["failing", "failing"]);
  });
});

describe("what ztunnels count beside others", () => {
  const calls: readonly MadeCall[] = [
    entry,
    { from: "cart", to: "stock", requests: () => 10, failing: since(20, 0.2), takes: () => 10 },
    { from: "cart", to: "price", requests: since(10, 0, 10), takes: () => 10 },
  ];
  const beside = ["stock", "price"].map((to) =>
    tcp(to, {
      failing: since(20, 0.3),
      bytes: since(10, 0, 20_000),
      flags: { source: "CONNECT", destination: "DENY" },
    }),
  );
  const legs = [
    { ...tcp("waypoint", { failing: since(20, 0.3), flags: { source: "CONNECT" }, sides: ["source"] }) },
    { ...tcp("stock", { sides: ["destination"] }), from: "waypoint" },
  ];
  const byWaypoint = calls.map((call): MadeCall => ({ ...call, reporter: "waypoint" }));

  it("makes no second edge and no second finding", () => {
    const [plain, both] = [madeHistory(calls), madeHistory(calls, beside)];
    expect(gatherLines(both).map(({ id }) => id)).toEqual(gatherLines(plain).map(({ id }) => id));
    expect(findingsIn(both)).toEqual(findingsIn(plain));
    expect(findingsIn(plain).length).toBeGreaterThan(0);
  });

  it("makes none of a waypoint's legs", () => {
    const [plain, both] = [madeHistory(byWaypoint), madeHistory(byWaypoint, [...beside, ...legs])];
    expect(gatherLines(both).map(({ id }) => id)).toEqual(gatherLines(plain).map(({ id }) => id));
    expect(findingsIn(both)).toEqual(findingsIn(plain));
  });
});

describe("what proxies around a waypoint count", () => {
  const until = (minute: number) => (ago: number) => (ago >= minute ? 10 : 0);
  const through = (counted: (ago: number) => number): MadeCall[] => [
    { ...entry, reporter: "source" },
    { from: "cart", to: "stock", reporter: "waypoint", requests: counted, failing: since(20, 0.2), takes: () => 10 },
  ];
  const leg: MadeCall = { ...entry, from: "cart", to: "waypoint", service: "stock", reporter: "source" };
  const legs = (failing: (ago: number) => number): MadeCall[] => [
    { ...leg, requests: () => 10, failing, takes: () => 12 },
    { ...leg, from: "waypoint", to: "stock", reporter: "destination", requests: until(20), takes: () => 8 },
  ];

  it("is no second edge, and no second finding", () => {
    const plain = madeHistory(through(() => 10));
    const both = madeHistory([...through(() => 10), ...legs(since(20, 0.2))]);
    expect(gatherLines(both).map(({ id }) => id)).toEqual(gatherLines(plain).map(({ id }) => id));
    expect(findingsIn(both)).toEqual(findingsIn(plain));
    expect(findingsIn(plain).length).toBeGreaterThan(0);
  });

  it("is all there is once the waypoint counts nothing", () => {
    const gone = gatherLines(madeHistory([...through(until(20)), ...legs(since(20, 1))]));
    const { requests, errors } = gone.find(({ target }) => target.name === "waypoint")?.caller ?? {};
    const lasting = over((ago) => (ago < 20 ? 10 : 0));
    expect(requests).toEqual(lasting);
    expect(errors).toEqual(lasting);
  });
});

describe("a host outside", () => {
  const source = ["source"] as const;
  const asked = { by: "sidecars", sides: source, opened: since(20, 0, 3), bytes: since(20, 0, 20_000) } as const;
  const http: MadeCall = {
    from: "cart",
    to: "api.example",
    reporter: "source",
    requests: since(20, 0, 5),
    takes: () => 50,
  };

  it("that nobody asks any more is gone", () => {
    expect(found([tcp("db.example", asked)])).toMatchObject([{ kind: "gone", origin: edgeTo("db.example") }]);
    expect(found([], [http])).toMatchObject([{ kind: "gone", origin: edgeTo("api.example") }]);
  });

  it("that the mesh blocks fails as what Envoy sends nowhere, and is not gone as well", () => {
    const blocked = { opened: since(20, 5), bytes: () => 0, failing: since(20, 1), flags: { source: "UH" } };
    const nowhere = tcp("BlackHoleCluster", { by: "sidecars", sides: source, ...blocked });
    expect(found([tcp("db.example", asked), nowhere, tcp("store", { by: "sidecars" })])).toMatchObject([
      { kind: "failing", origin: edgeTo("BlackHoleCluster"), flags: ["UH"] },
    ]);
    const refused = { ...http, envoyCluster: "BlackHoleCluster", requests: since(20, 5), failing: since(20, 1) };
    expect(found([], [http, refused])).toMatchObject([
      { kind: "failing", origin: edgeTo("BlackHoleCluster"), now: { requestsPerSecond: 5, errorRatio: 1 } },
    ]);
  });

  it("that is no longer named, and let through, is asked as before", () => {
    const through = { ...http, envoyCluster: "PassthroughCluster", requests: since(20, 5) };
    expect(found([], [http, through])).toEqual([]);
    expect(found([], [http, { ...through, to: "api.example:443" }])).toEqual([]);
  });
});
