import { describe, expect, it } from "vitest";
import { type MadeCall, madeHistory } from "../testing/made-history.ts";
import { closeLookWanted, investigate, suspect } from "./investigate.ts";

/** What is found in a mesh where the gateway calls the cart and the cart calls others. */
function found(...calls: readonly MadeCall[]) {
  const history = madeHistory([{ from: "gateway", to: "cart", requests: () => 20, takes: () => 30 }, ...calls]);
  const suspicion = suspect(history);
  const look = closeLookWanted(suspicion, 60) && { ...history, windowSeconds: 60 };
  return investigate(suspicion, look).found.map(({ finding }) => finding);
}

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

  it("is not where their pods are slow everywhere", () => {
    const findings = found(...onTwo("stock", ["node-a", "node-b"]), ...onTwo("price", ["node-a", "node-b"]));
    expect(findings.map(({ origin }) => origin.type)).not.toContain("host");
  });
});
