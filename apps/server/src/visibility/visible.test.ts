import type { AccessQuestion } from "@fyr/kubernetes";
import { describe, expect, it } from "vitest";
import { isSameSight, isVisible, visibleScope, visibleTo } from "./visible.ts";

const namespaces = Array.from({ length: 25 }, (_, n) => `ns-${n}`);

/** May list pods where it is said, and remembers what was asked. */
function access(...where: (string | undefined)[]) {
  const asked: AccessQuestion[] = [];
  const may = async (question: AccessQuestion) => {
    asked.push(question);
    return where.includes(question.namespace);
  };
  return { may, asked };
}

describe("what somebody may see", () => {
  it("is everything for one question to those who may list pods everywhere", async () => {
    const { may, asked } = access(undefined);
    expect(await visibleTo(may, () => namespaces)).toBe("all");
    expect(asked).toEqual([{ verb: "list", group: "", resource: "pods" }]);
  });

  it("is the namespaces in which they may list pods", async () => {
    const { may, asked } = access("ns-3", "ns-24");
    expect(await visibleTo(may, () => namespaces)).toEqual(new Set(["ns-24", "ns-3"]));
    expect(asked).toHaveLength(26);
  });

  it("is told apart from another sight", () => {
    const [a, ab] = [new Set(["a"]), new Set(["a", "b"])];
    expect([isSameSight(a, new Set(["a"])), isSameSight("all", "all")]).toEqual([true, true]);
    expect([isSameSight(a, ab), isSameSight(a, new Set(["b"])), isSameSight("all", a)]).toEqual([false, false, false]);
  });

  it("is nothing outside of namespaces, unless it is everything", () => {
    expect(isVisible("all", undefined)).toBe(true);
    expect(isVisible(new Set(["a"]), undefined)).toBe(false);
  });
});

describe("a scope", () => {
  const visible = new Set(["shop", "payments"]);

  it("is all that may be seen unless less is asked for", () => {
    expect(visibleScope("all", undefined)).toBeUndefined();
    expect(visibleScope("all", ["x"])).toEqual(["x"]);
    expect(visibleScope(visible, undefined)).toEqual(["payments", "shop"]);
    expect(visibleScope(visible, ["north/shop"])).toEqual(["north/shop"]);
  });

  it("is refused, never widened, where it cannot be seen", () => {
    expect(() => visibleScope(new Set(), undefined)).toThrow("You may see no namespace");
    expect(() => visibleScope(visible, ["shop", "kube-system"])).toThrow("You may not see kube-system");
    expect(() => visibleScope(visible, ["shop/kube-system"])).toThrow("You may not see");
  });
});
