import { describe, expect, it } from "vitest";
import { recentExpressions, rememberExpression } from "./recent.ts";
import { savedViews } from "./saved-views.ts";

function storage(held: Record<string, string> = {}) {
  return {
    getItem: (key: string) => held[key] ?? null,
    setItem: (key: string, text: string) => void Object.assign(held, { [key]: text }),
  };
}
const forbidden = {
  getItem: () => null,
  setItem: () => {
    throw new DOMException("full", "QuotaExceededError");
  },
};

describe("expressions used lately", () => {
  it("come back the latest first, each once, and only a few of them", () => {
    const store = storage();
    for (const text of ["a", "b", "c", "d", "e", "f", "b ", ""]) rememberExpression(store, text);
    expect(recentExpressions(store)).toEqual(["b", "f", "e", "d", "c"]);
  });

  it.each(["nonsense", "{}", "[1, null]"])("are none where %s is kept", (text) => {
    expect(recentExpressions(storage({ "fyr.expressions": text }))).toEqual([]);
  });
});

describe("named views", () => {
  it("are kept by name, for this mesh only", () => {
    const store = storage();
    const north = savedViews(store, ["north"]);
    north.save({ name: "pay", search: "?ns=pay" });
    north.save({ name: "all", search: "" });
    north.save({ name: "pay", search: "?ns=payments" });
    expect(north.list()).toEqual([
      { name: "all", search: "" },
      { name: "pay", search: "?ns=payments" },
    ]);
    expect(savedViews(store, ["south"]).list()).toEqual([]);
  });

  it("take a new name unless another has it, and go when they are deleted", () => {
    const views = savedViews(storage(), ["north"]);
    views.save({ name: "a", search: "?ns=a" });
    views.save({ name: "b", search: "?ns=b" });
    expect(views.rename("a", "b")).toBe(false);
    expect(views.rename("a", "c")).toBe(true);
    views.remove("b");
    expect(views.list()).toEqual([{ name: "c", search: "?ns=a" }]);
  });

  it("are forgotten, and nothing breaks, where the browser keeps nothing or something else", () => {
    expect(() => savedViews(forbidden, ["x"]).save({ name: "a", search: "" })).not.toThrow();
    expect(savedViews(storage({ "fyr.views.x": '[{"name":1}, 3]' }), ["x"]).list()).toEqual([]);
  });
});
