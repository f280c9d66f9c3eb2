import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyPatch } from "./apply-patch.ts";
import { diffJson } from "./diff-json.ts";
import { relocatePatch } from "./relocate-patch.ts";

// Read from text, as an object from the API server is: no -0 and no `undefined` there.
const anyJson = fc.jsonValue({ maxDepth: 4 }).map((value): unknown => JSON.parse(JSON.stringify(value)));
const anyNamed = fc.uniqueArray(fc.record({ name: fc.stringMatching(/^[a-d]{1,2}$/), more: anyJson }), {
  selector: ({ name }) => name,
});

function patched(before: unknown, after: unknown) {
  return applyPatch(before, diffJson(before, after));
}

describe("a patch of what differs", () => {
  it("carries any JSON to any other", () =>
    fc.assert(
      fc.property(anyJson, anyJson, (before, after) => {
        expect(patched(before, after)).toEqual({ ok: true, value: after });
      }),
    ));

  it("carries lists of named rules to each other, and back", () =>
    fc.assert(
      fc.property(anyNamed, anyNamed, (http, wanted) => {
        const [before, after] = [{ http }, { http: wanted }];
        expect(patched(before, after)).toEqual({ ok: true, value: after });
        expect(applyPatch(after, diffJson(after, before))).toEqual({ ok: true, value: before });
      }),
    ));

  it("is empty for the same, whatever the order of fields", () =>
    fc.assert(
      fc.property(fc.dictionary(fc.string(), anyJson), (before) => {
        expect(diffJson(before, Object.fromEntries(Object.entries(before).reverse()))).toEqual([]);
      }),
    ));

  it("tests every value it replaces or takes away", () =>
    fc.assert(
      fc.property(anyJson, anyJson, (before, after) => {
        const patch = diffJson(before, after);
        for (const [index, { op, path }] of patch.entries()) {
          if (op === "replace" || op === "remove") expect(patch[index - 1]).toMatchObject({ op: "test", path });
        }
      }),
    ));

  it("leaves what is beside it byte for byte as it was", () =>
    fc.assert(
      fc.property(anyJson, anyJson, anyJson, (beside, before, after) => {
        const result = patched({ beside, spec: before }, { beside, spec: after });
        expect(result.ok && JSON.stringify((result.value as { beside: unknown }).beside)).toBe(JSON.stringify(beside));
      }),
    ));

  it("names one field of one rule", () => {
    const rule = (name: string, timeout: string) => ({ name, timeout, route: [{ destination: { host: "cart" } }] });
    expect(
      diffJson({ http: [rule("a", "1s"), rule("b", "1s")] }, { http: [rule("a", "1s"), rule("b", "2s")] }),
    ).toEqual([
      { op: "test", path: "/http/1/timeout", value: "1s" },
      { op: "replace", path: "/http/1/timeout", value: "2s" },
    ]);
  });

  it.each(["toString", "valueOf", "__proto__"])("knows a field called %s from what all objects inherit", (name) => {
    const holding = JSON.parse(`{"${name}":1}`);
    expect(diffJson(holding, {})).toHaveLength(2);
    expect(diffJson({}, holding)).toEqual([{ op: "add", path: `/${name}`, value: 1 }]);
    expect(JSON.stringify(patched({}, holding))).toBe(`{"ok":true,"value":{"${name}":1}}`);
    expect(patched(holding, {})).toEqual({ ok: true, value: {} });
  });

  it("does not apply where a tested value has changed", () => {
    const patch = diffJson({ timeout: "1s" }, { timeout: "2s" });
    expect(applyPatch({ timeout: "3s" }, patch).ok).toBe(false);
  });

  it("never puts a field over one that somebody else has set", () => {
    const patch = diffJson({}, { timeout: "2s" });
    expect(applyPatch({ timeout: "3s" }, patch).ok).toBe(false);
  });
});

describe("a patch of a rule that was moved", () => {
  const rule = (percent: number) => ({ fault: { abort: { percentage: { value: percent } } }, route: [] });
  const object = (...http: unknown[]) => ({ spec: { http } });
  const back = diffJson(object(rule(20)), object({ route: [] }));

  it("finds it behind a new rule", () => {
    const moved = object({ route: [], name: "new" }, rule(20));
    expect(applyPatch(moved, relocatePatch(moved, back) ?? [])).toEqual({
      ok: true,
      value: object({ route: [], name: "new" }, { route: [] }),
    });
  });

  it.each([
    { what: "changed", now: object(rule(50)) },
    { what: "one of two alike", now: object({ route: [] }, rule(20), rule(20)) },
    { what: "gone", now: object({ route: [] }) },
  ])("gives up where it is $what", ({ now }) => {
    expect(relocatePatch(now, back)).toBeUndefined();
  });
});
