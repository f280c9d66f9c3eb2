import { describe, expect, it } from "vitest";
import type { Inventory } from "../inventory.ts";
import type { MadeConnections } from "../testing/made-connections.ts";
import { type MadeCall, madeHistory } from "../testing/made-history.ts";
import type { MeshHistory } from "./history.ts";
import { closeLookWanted, investigate, suspect } from "./investigate.ts";

/** What is found in a mesh where the gateway calls the cart and the cart calls others. */
function found(...calls: readonly MadeCall[]) {
  return foundIn(madeHistory([{ from: "gateway", to: "cart", requests: () => 20, takes: () => 30 }, ...calls]));
}

function foundIn(history: MeshHistory, inventory?: Inventory) {
  const suspicion = suspect(history, inventory);
  const look = closeLookWanted(suspicion, 60) && { ...history, windowSeconds: 60 };
  return investigate(suspicion, look, inventory).found.map(({ finding }) => finding);
}

const emptyInventory: Inventory = {
  workloads: [],
  services: [],
  serviceEntries: [],
  routes: [],
  circuitBreakerHosts: [],
  namespaces: [],
};

const since =
  (minutes: number, then: number, before = 0) =>
  (ago: number) =>
    ago < minutes ? then : before;
const call = (to: string, more: Partial<MadeCall> = {}): MadeCall => ({
  from: "cart",
  to,
  requests: () => 10,
  takes: () => 10,
  ...more,
});

describe("what is called no more", () => {
  const stopped = { requests: since(10, 0, 10) };

  it("is gone where its caller is as busy as before", () => {
    const [first, ...more] = found(call("stock", stopped));
    expect(first).toMatchObject({ kind: "gone", origin: { type: "edge" } });
    expect(first?.origin).toHaveProperty("id", expect.stringContaining("/stock"));
    expect(more).toEqual([]);
  });

  it("is not gone where its caller has less to do itself, or calls something less than steadily", () => {
    const idle = { from: "cart", to: "front", requests: since(10, 1, 20), takes: () => 10 };
    expect(found({ ...call("stock", stopped), from: "front" }, idle)).toEqual([]);
    const rarely = { requests: (ago: number) => (ago < 10 || ago % 2 === 0 ? 0 : 10) };
    expect(found(call("stock", rarely))).toEqual([]);
  });

  it("is not gone where it is missed for two minutes only, or was hardly called", () => {
    expect(found(call("stock", { requests: since(2, 0, 10) }))).toEqual([]);
    expect(found(call("stock", { requests: since(10, 0, 0.5) }))).toEqual([]);
  });
});

describe("what has always failed", () => {
  it("is told from a tenth of its requests on, without an onset and since when at least", () => {
    const [first] = found(call("stock", { failing: () => 0.12 }));
    expect(first).toMatchObject({ kind: "failing", lastingAtLeastSeconds: 180 * 60 });
    expect(first?.onset).toBeUndefined();
    expect(found(call("stock", { failing: () => 0.05 }))).toEqual([]);
  });

  it("comes after what began, however much it harms", () => {
    const findings = found(call("stock", { failing: () => 0.5 }), {
      from: "gateway",
      to: "login",
      requests: () => 10,
      failing: since(10, 0.1),
      takes: () => 10,
    });
    expect(findings.map(({ onset }) => onset !== undefined)).toEqual([true, false]);
  });
});

describe("plaintext", () => {
  it("that was not there before is a notice, after all that harms somebody", () => {
    const findings = found(call("stock", { plaintext: since(20, 0.3) }), {
      from: "gateway",
      to: "login",
      requests: () => 10,
      failing: since(10, 0.1),
      takes: () => 10,
    });
    expect(findings.map(({ kind, status }) => [kind, status])).toEqual([
      ["failing", "failing"],
      ["plaintext", "notice"],
    ]);
  });

  it("that was always there is none", () => {
    expect(found(call("stock", { plaintext: () => 0.3 }))).toEqual([]);
  });
});

describe("a Kubernetes node nothing is measured of", () => {
  const onTwo = (to: string, slowOn: readonly string[]): MadeCall[] =>
    ["node-a", "node-b"].map((host) =>
      call(to, {
        pod: { name: `${to}-${host}`, host },
        requests: () => 10,
        takes: since(15, slowOn.includes(host) ? 80 : 10, 10),
      }),
    );

  it("is what two workloads have in common whose pods are slow on it alone", () => {
    const [first] = found(...onTwo("stock", ["node-a"]), ...onTwo("price", ["node-a"]));
    expect(first?.origin).toEqual({ type: "host", name: "node-a" });
  });

  it("is why who runs on it alone is slow since then, not who was slow before", () => {
    const alone = (minutes: number) => ({ pod: { name: "till-0", host: "node-a" }, takes: since(minutes, 200, 10) });
    const place = [...onTwo("stock", ["node-a"]), ...onTwo("price", ["node-a"])];
    const origins = (minutes: number) => found(...place, call("till", alone(minutes))).map(({ origin }) => origin);
    expect(origins(15)).toEqual([{ type: "host", name: "node-a" }]);
    expect(origins(40)).toContainEqual({ type: "node", id: expect.stringMatching(/\/till$/) });
  });

  it("is not where their pods are slow everywhere", () => {
    const findings = found(...onTwo("stock", ["node-a", "node-b"]), ...onTwo("price", ["node-a", "node-b"]));
    expect(findings.map(({ origin }) => origin.type)).not.toContain("host");
  });
});

describe("who has not been there before", () => {
  const version = (name: string, more: Partial<MadeCall>) => call(name, { service: "stock", ...more });

  it("is compared with those it stands beside, and named where it fails more than they did", () => {
    const findings = found(
      version("stock-v1", { requests: since(12, 5, 10), failing: () => 0.01 }),
      version("stock-v2", { requests: since(12, 5), failing: () => 0.3 }),
    );
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ kind: "failing", origin: { id: expect.stringMatching(/\/stock-v2$/) } });
  });

  it("is named where it takes longer than they did, with their usual and no way from its callers", () => {
    const findings = found(
      version("stock-v1", { requests: since(12, 8, 10), takes: () => 40 }),
      version("stock-v2", { requests: since(12, 2), takes: () => 120 }),
    );
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({
      kind: "slow",
      origin: { id: expect.stringMatching(/\/stock-v2$/) },
      now: { meanMs: 120 },
      usual: { meanMs: 40 },
      isNew: true,
    });
    expect(findings[0]?.usual).not.toHaveProperty("requestsPerSecond");
  });

  it("is held against itself once it has been there for a while", () => {
    const findings = found(
      version("stock-v1", { requests: since(60, 8, 10), takes: () => 120 }),
      version("stock-v2", { requests: since(60, 2), takes: since(12, 120, 40) }),
    );
    expect(findings[0]).toMatchObject({ kind: "slow", origin: { id: expect.stringMatching(/\/stock-v2$/) } });
    expect(findings[0]?.usual).toMatchObject({ meanMs: 40, requestsPerSecond: 2 });
    expect(findings[0]).not.toHaveProperty("isNew");
  });

  it("is nothing to speak of where it takes little longer than they did, or is called by nobody's name", () => {
    const then = { requests: since(12, 10, 10), takes: () => 40 };
    expect(found(version("stock-v1", then), version("stock-v2", { requests: since(12, 2), takes: () => 52 }))).toEqual(
      [],
    );
    const passed = { service: "PassthroughCluster" };
    const other = call("price", { ...passed, requests: since(12, 5), takes: () => 90 });
    expect(found(call("stock", { ...passed, ...then }), other)).toEqual([]);
  });

  it("is nothing to speak of where it fails as they did", () => {
    const findings = found(
      version("stock-v1", { requests: since(12, 0, 10), failing: () => 0.04 }),
      version("stock-v2", { requests: since(12, 10), failing: () => 0.04 }),
    );
    expect(findings).toEqual([]);
  });
});

it("what reaches nobody is told as a share of all that is asked, and as such", () => {
  const then = since(12, 6, 8);
  const astray = call("stock", { inVain: true, reporter: "source", requests: since(12, 2), failing: () => 1 });
  const [first, ...more] = found(call("stock", { reporter: "source", requests: then }), astray);
  expect(first).toMatchObject({ kind: "failing", reachesNobody: true, now: { errorRatio: 0.25 } });
  expect(more).toEqual([]);
  const [failing] = found(call("stock", { failing: since(12, 0.25) }));
  expect(failing).toMatchObject({ now: { errorRatio: 0.25 } });
  expect(failing).not.toHaveProperty("reachesNobody");
});

describe("what takes longer", () => {
  it("is told of many requests, not of so few that chance explains it", () => {
    const slower = { takes: since(20, 42, 30) };
    expect(found(call("stock", slower))).toHaveLength(1);
    expect(found(call("stock", { ...slower, requests: () => 0.07 }))).toEqual([]);
  });

  it("is told of those who say since when, not of many others that drift", () => {
    const drifting = { from: "gateway", to: "stock", requests: () => 30, takes: (ago: number) => 60 - ago / 6 };
    const [first] = found(drifting, call("stock", { requests: () => 1, takes: since(80, 90, 30) }));
    expect(first?.origin).toMatchObject({ id: expect.stringContaining("/stock") });
    expect(first?.explanation.find(({ code }) => code === "requests")?.value).toBeCloseTo(1);
  });
});

describe("a database that nothing times", () => {
  const asks = (from: string, to: string, bytes = 1000): MadeConnections => ({
    from,
    to,
    by: "sidecars",
    opened: () => 0.1,
    bytes: () => bytes,
  });
  const entry: MadeCall = { from: "gateway", to: "cart", requests: () => 20, takes: () => 30 };

  it("is named though somebody else asks it who takes so long that this is lost in it", () => {
    const long = { from: "gateway", to: "report", requests: () => 10, takes: since(20, 414, 400) };
    const slow = call("stock", { takes: since(20, 24, 10) });
    const [first] = foundIn(madeHistory([entry, slow, long], [asks("stock", "db"), asks("report", "db")]));
    expect(first).toMatchObject({ toldBy: "callers", origin: { id: expect.stringMatching(/\/db$/) } });
  });

  it("is the one that others ask who slowed down at another time, before the busier one", () => {
    const slow = [call("stock", { takes: since(40, 24, 10) }), call("price", { takes: since(30, 24, 10) })];
    const asked = [asks("stock", "db"), asks("price", "db"), asks("stock", "cache", 9000)];
    const findings = foundIn(madeHistory([entry, ...slow], asked));
    expect(findings.map(({ origin }) => origin)).toEqual([{ type: "node", id: expect.stringMatching(/\/db$/) }]);
  });
});

describe("a Kubernetes node whose CPU others take", () => {
  const onNode = (to: string, more: Partial<MadeCall> = {}) => [
    call(to, { pod: { name: `${to}-a`, host: "node-a" }, takes: since(15, 80, 10), ...more }),
    call(to, { pod: { name: `${to}-b`, host: "node-b" } }),
  ];
  const withSteal = (calls: readonly MadeCall[], name = "node-a"): MeshHistory => {
    const history = madeHistory([...calls]);
    const stealRatio = Float64Array.from(history.bins, (_, bin) => (history.bins.length - bin <= 15 ? 0.5 : 0.01));
    return { ...history, hosts: [{ name, stealRatio }] };
  };

  it("is the one its pods run on, also where it is measured by its address", () => {
    const hostNames = new Map([["10.0.0.7", "node-a"]]);
    const [first] = foundIn(withSteal(onNode("stock"), "10.0.0.7"), { ...emptyInventory, hostNames });
    expect(first).toMatchObject({ kind: "saturated", origin: { type: "host", name: "node-a" } });
  });

  it("is why who runs there is slow though a few of its requests fail as well, not why half of them fail", () => {
    const failing = (part: number) => foundIn(withSteal(onNode("stock", { failing: since(15, part) })));
    expect(failing(0.03).map(({ origin }) => origin)).toEqual([{ type: "host", name: "node-a" }]);
    expect(failing(0.5)[0]?.origin).toMatchObject({ id: expect.stringMatching(/\/stock$/) });
  });
});
