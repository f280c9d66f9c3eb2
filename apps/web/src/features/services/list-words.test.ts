import { describe, expect, it } from "vitest";
import { countInWords, versionsInWords } from "./list-words.ts";
import { workload } from "./services.fixture.ts";

const failing = { health: { status: "failing", causes: [], basis: "requests" } } as const;

describe("the list in words", () => {
  it("counts what is not well", () => {
    expect(
      countInWords([workload("a", { health: { ...failing.health, causes: [] } }), workload("b")], "workload"),
    ).toBe("2 workloads, 1 failing");
    expect(countInWords([workload("a")], "service")).toBe("1 service");
  });

  it("says how a service is split, and nothing of what has no version", () => {
    const [v1, v2] = [workload("v1", { version: "v1" }), workload("v2", { version: "v2" })];
    expect(
      versionsInWords([
        { node: v1, share: 0.95 },
        { node: v2, share: 0.05 },
      ]),
    ).toBe("v1 95 %, v2 5 %");
    expect(versionsInWords([{ node: v1 }, { node: v2 }])).toBe("v1, v2");
    expect(versionsInWords([{ node: v1, share: 1 }])).toBe("v1");
    expect(versionsInWords([{ node: workload("plain") }])).toBe("");
  });
});
