import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "../json.ts";
import { circuitBreaker, outlierDetection } from "./circuit-breaker.ts";
import { faultAbort, faultDelay } from "./faults.ts";
import { addGroup, readGroups, removeGroup, writeGroup } from "./matches.ts";
import { readMirror, writeMirror } from "./mirrors.ts";
import { retries } from "./retries.ts";
import { addRule, moveRule, removeRule, rulesOf, withRule } from "./rules.ts";
import { gatewayTimeouts, timeout } from "./timeouts.ts";

const anyJson = fc.jsonValue({ maxDepth: 3 }).map((value): unknown => JSON.parse(JSON.stringify(value)));
/** A rule with fields of the parts, of any shape, beside others. */
const anyRule: fc.Arbitrary<JsonObject> = fc.dictionary(
  fc.constantFrom("fault", "retries", "timeout", "mirror", "match", "trafficPolicy", "xNew", "headers"),
  anyJson,
);
const parts = { timeout, gatewayTimeouts, retries, faultDelay, faultAbort, circuitBreaker, outlierDetection };
const roots: Record<string, string[]> = {
  timeout: ["timeout"],
  gatewayTimeouts: ["timeouts"],
  retries: ["retries"],
  faultDelay: ["fault"],
  faultAbort: ["fault"],
  circuitBreaker: ["trafficPolicy"],
  outlierDetection: ["trafficPolicy"],
};

function without(rule: JsonObject, names: readonly string[]) {
  return Object.fromEntries(Object.entries(rule).filter(([name]) => !names.includes(name)));
}

describe.each(Object.entries(parts))("the part %s", (name, part) => {
  it("is the same object when nothing was changed in the form", () =>
    fc.assert(
      fc.property(anyRule, (rule) => {
        expect(part.write(rule, part.read(rule) as never)).toBe(rule);
      }),
    ));

  it("touches nothing beside its own paths", () =>
    fc.assert(
      fc.property(anyRule, (rule) => {
        const own = roots[name] ?? [];
        expect(JSON.stringify(without(part.clear(rule), own))).toBe(JSON.stringify(without(rule, own)));
      }),
    ));
});

describe("a form", () => {
  it("writes what it reads, and takes an empty part away", () => {
    const rule = { route: [], xNew: 1 };
    const faulty = faultAbort.write(rule, { percent: 20, httpStatus: 503 });
    expect(faulty).toEqual({ ...rule, fault: { abort: { percentage: { value: 20 }, httpStatus: 503 } } });
    const slow = faultDelay.write(faulty, { percent: 5, fixedDelay: "2s" });
    expect(faultDelay.clear(faultAbort.clear(slow))).toEqual(rule);
    expect(timeout.write({ ...rule, timeout: "1s" }, { request: undefined })).toEqual(rule);
  });

  it("keeps fields of its part that it does not know", () => {
    const rule = { retries: { attempts: 2, retryRemoteLocalities: true } };
    expect(retries.write(rule, { attempts: 3, retryOn: "5xx" })).toEqual({
      retries: { attempts: 3, retryRemoteLocalities: true, retryOn: "5xx" },
    });
  });

  it("keeps a policy of a DestinationRule beside the one it edits", () => {
    const spec = { host: "fraud", trafficPolicy: { tls: { mode: "SIMPLE" } } };
    const limited = circuitBreaker.write(spec, { maxConnections: 100 });
    expect(limited).toEqual({
      host: "fraud",
      trafficPolicy: { tls: { mode: "SIMPLE" }, connectionPool: { tcp: { maxConnections: 100 } } },
    });
    expect(circuitBreaker.clear(limited)).toEqual(spec);
  });
});

describe("matches", () => {
  const rule = {
    match: [{ uri: { prefix: "/v2" }, headers: { "x-a": { exact: "1" } }, sourceNamespace: "edge" }, { port: 80 }],
  };

  it.each(["VirtualService", "HTTPRoute", "GRPCRoute"] as const)("of a %s stay when nothing was changed", (kind) =>
    fc.assert(
      fc.property(
        fc.constantFrom(rule, { matches: [{ path: { value: "/" }, headers: [{ name: "a", value: "b" }] }] }),
        (any) => {
          for (const [index, group] of readGroups(kind, any).entries()) {
            expect(writeGroup(kind, any, index, group)).toBe(any);
          }
        },
      ),
    ),
  );

  it("of a VirtualService change in place, with what no form knows", () => {
    const [group = []] = readGroups("VirtualService", rule);
    const next = writeGroup("VirtualService", rule, 0, [...group, { on: "query", name: "q", op: "exact", value: "1" }]);
    expect(next).toEqual({
      match: [{ ...rule.match[0], queryParams: { q: { exact: "1" } } }, { port: 80 }],
    });
  });

  it("of an HTTPRoute are lists with types", () => {
    const [first] = rulesOf(
      "HTTPRoute",
      addRule("HTTPRoute", { rules: [{ backendRefs: [{ name: "a", weight: 3 }] }] }),
    );
    expect(first).toEqual({
      matches: [{ headers: [{ type: "Exact", name: "x-canary", value: "always" }] }],
      backendRefs: [{ name: "a" }],
    });
    const path = [{ on: "path", op: "prefix", value: "/v2" }] as const;
    expect(writeGroup("HTTPRoute", first ?? {}, 0, path)["matches"]).toEqual([
      { path: { type: "PathPrefix", value: "/v2" } },
    ]);
  });

  it("go with the last group", () => {
    expect(removeGroup("VirtualService", addGroup("VirtualService", { route: [] }), 0)).toEqual({ route: [] });
  });
});

describe("mirrors", () => {
  it.each([
    { kind: "VirtualService" as const, rule: { route: [], mirror: { host: "a" }, mirrorPercentage: { value: 5 } } },
    { kind: "VirtualService" as const, rule: { mirrors: [{ destination: { host: "a" }, percentage: { value: 5 } }] } },
    {
      kind: "HTTPRoute" as const,
      rule: { filters: [{ type: "RequestMirror", requestMirror: { backendRef: { name: "a" }, percent: 5 } }] },
    },
  ])("of a $kind are read and changed where they are", ({ kind, rule }) => {
    expect(readMirror(kind, rule)).toMatchObject({ kind: "one", mirror: { host: "a", percent: 5 } });
    const more = writeMirror(kind, rule, { host: "a", percent: 10 });
    expect(JSON.stringify(more)).toBe(JSON.stringify(rule).replace("5", "10"));
    expect(readMirror(kind, writeMirror(kind, rule, undefined))).toEqual({ kind: "none" });
  });

  it("of an HTTPRoute are put behind the filters there are", () => {
    const header = { type: "RequestHeaderModifier" };
    expect(writeMirror("HTTPRoute", { filters: [header] }, { host: "a", port: 80 })).toEqual({
      filters: [header, { type: "RequestMirror", requestMirror: { backendRef: { name: "a", port: 80 } } }],
    });
  });

  it("are left alone where there are several", () => {
    const rule = { mirrors: [{ destination: { host: "a" } }, { destination: { host: "b" } }] };
    expect(readMirror("VirtualService", rule)).toEqual({ kind: "several" });
    expect(writeMirror("VirtualService", rule, undefined)).toBe(rule);
  });
});

describe("rules", () => {
  const spec = { hosts: ["a"], http: [{ name: "one" }, { name: "two" }, { name: "three" }] };
  const names = (next: JsonObject) => rulesOf("VirtualService", next).map(({ name }) => name);

  it("move, go and come, and the rest of the spec stays", () => {
    expect(names(moveRule("VirtualService", spec, 2, 0))).toEqual(["three", "one", "two"]);
    expect(moveRule("VirtualService", spec, 0, -1)).toBe(spec);
    expect(names(removeRule("VirtualService", spec, 1))).toEqual(["one", "three"]);
    expect(names(addRule("VirtualService", spec))).toEqual([undefined, "one", "two", "three"]);
    expect(withRule("VirtualService", spec, 1, (rule) => rule)).toBe(spec);
  });
});
