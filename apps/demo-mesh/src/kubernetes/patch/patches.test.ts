import { describe, expect, it } from "vitest";
import { applyJsonPatch } from "./json-patch.ts";
import { applyMergePatch } from "./merge-patch.ts";
import { applyStrategicMergePatch } from "./strategic-merge-patch.ts";

describe("JSON patch", () => {
  const weights = { route: [{ weight: 95 }, { weight: 5 }], "a/b": { "c~d": 1 } };

  it.each([
    {
      op: { op: "add", path: "/route/-", value: { weight: 0 } },
      gives: { route: [{ weight: 95 }, { weight: 5 }, { weight: 0 }] },
    },
    { op: { op: "add", path: "/route/0", value: 1 }, gives: { route: [1, { weight: 95 }, { weight: 5 }] } },
    { op: { op: "add", path: "/name", value: "x" }, gives: { name: "x" } },
    { op: { op: "replace", path: "/route/1/weight", value: 6 }, gives: { route: [{ weight: 95 }, { weight: 6 }] } },
    { op: { op: "remove", path: "/route/0" }, gives: { route: [{ weight: 5 }] } },
    { op: { op: "move", from: "/route/0", path: "/route/1" }, gives: { route: [{ weight: 5 }, { weight: 95 }] } },
    { op: { op: "copy", from: "/route/0", path: "/first" }, gives: { first: { weight: 95 } } },
    { op: { op: "test", path: "/route/0", value: { weight: 95 } }, gives: {} },
    { op: { op: "test", path: "/nothing", value: null }, gives: {} },
    { op: { op: "replace", path: "/a~1b/c~0d", value: 2 }, gives: { "a/b": { "c~d": 2 } } },
  ])("does $op.op $op.path", ({ op, gives }) => {
    expect(applyJsonPatch(weights, [op])).toEqual({ ok: true, value: { ...weights, ...gives } });
  });

  it.each([
    { op: "test", path: "/route/0/weight", value: 94 },
    { op: "test", path: "/route/7/weight", value: 94 },
    { op: "test", path: "/nothing/inside", value: null },
    { op: "replace", path: "/nothing", value: 1 },
    { op: "replace", path: "/route/2", value: 1 },
    { op: "replace", path: "/route/01", value: 1 },
    { op: "remove", path: "/nothing" },
    { op: "remove", path: "/route/-" },
    { op: "add", path: "/route/3", value: 1 },
    { op: "add", path: "/nothing/inside", value: 1 },
    { op: "add", path: "/route" },
    { op: "add", path: "no-slash", value: 1 },
    { op: "polish", path: "/route" },
  ])("refuses $op $path", (operation) => {
    expect(applyJsonPatch(weights, [operation])).toMatchObject({ ok: false });
  });

  it("does all or nothing", () => {
    const before = structuredClone(weights);
    const result = applyJsonPatch(weights, [
      { op: "replace", path: "/route/0/weight", value: 1 },
      { op: "test", path: "/route/1/weight", value: 1 },
    ]);
    expect(result.ok).toBe(false);
    expect(weights).toEqual(before);
  });
});

describe("merge patch", () => {
  it.each([
    { target: { a: { b: 1, c: 2 } }, patch: { a: { b: null, d: 3 } }, gives: { a: { c: 2, d: 3 } } },
    { target: { a: [1, 2] }, patch: { a: [3] }, gives: { a: [3] } },
    { target: { a: 1 }, patch: { a: { b: null } }, gives: { a: {} } },
  ])("$patch onto $target", ({ target, patch, gives }) => {
    expect(applyMergePatch(target, patch)).toEqual(gives);
  });
});

describe("strategic merge patch", () => {
  const deployment = {
    metadata: { finalizers: ["a"] },
    spec: {
      strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 1 } },
      containers: [
        { name: "payment", image: "payment:1", args: ["-v"], ports: [{ containerPort: 8080, name: "http" }] },
        { name: "istio-proxy", image: "proxy:1" },
      ],
    },
  };
  const spec = (patch: object) => (applyStrategicMergePatch(deployment, { spec: patch }) as typeof deployment).spec;

  it("merges known lists by their keys and replaces the others", () => {
    const { containers } = spec({
      containers: [{ name: "payment", image: "payment:2", args: [], ports: [{ containerPort: 9090 }] }],
    });
    expect(containers).toEqual([
      {
        name: "payment",
        image: "payment:2",
        args: [],
        ports: [{ containerPort: 8080, name: "http" }, { containerPort: 9090 }],
      },
      { name: "istio-proxy", image: "proxy:1" },
    ]);
  });

  it("adds and deletes list items", () => {
    const { containers } = spec({ containers: [{ name: "istio-proxy", $patch: "delete" }, { name: "sidekick" }] });
    expect(containers.map(({ name }) => name)).toEqual(["payment", "sidekick"]);
  });

  it("replaces a list or an object when told to", () => {
    expect(spec({ containers: [{ $patch: "replace" }, { name: "only" }] }).containers).toEqual([{ name: "only" }]);
    expect(spec({ strategy: { $patch: "replace", type: "Recreate" } }).strategy).toEqual({ type: "Recreate" });
    expect(spec({ strategy: { $patch: "delete" } })).not.toHaveProperty("strategy");
  });

  it("keeps only the keys it is told to retain", () => {
    expect(spec({ strategy: { $retainKeys: ["type"], type: "Recreate" } }).strategy).toEqual({ type: "Recreate" });
  });

  it("adds to sets and deletes from them", () => {
    const patched = applyStrategicMergePatch(deployment, {
      metadata: { finalizers: ["b"], "$deleteFromPrimitiveList/finalizers": ["a"] },
    });
    expect(patched).toMatchObject({ metadata: { finalizers: ["b"] } });
  });
});
