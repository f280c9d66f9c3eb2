import { describe, expect, it } from "vitest";
import { failuresOfPlaywright, type PlaywrightReport } from "./playwright-report.ts";

describe("failures in a report of Playwright", () => {
  it.each(["unexpected", "flaky"])("are tests that are %s, by project and groups", (status) => {
    const report = reportOf([testedAs("expected", "passed"), testedAs(status, "timedOut", "Test timeout exceeded.")]);
    expect(failuresOfPlaywright(report, "/fyr")).toEqual([
      {
        name: "looking › the map › is drawn",
        file: "test/e2e/looking/map.spec.ts:7",
        error: "timedOut\nTest timeout exceeded.",
      },
    ]);
  });

  it("are what failed outside of tests", () => {
    const report = reportOf(
      [testedAs("expected", "passed")],
      [{ message: "Timed out waiting from config.webServer." }],
    );
    expect(failuresOfPlaywright(report, "/fyr")).toEqual([
      { name: "outside of the tests", error: "Timed out waiting from config.webServer." },
    ]);
  });
});

type Test = PlaywrightReport["suites"][number]["specs"][number]["tests"][number];

function reportOf(tests: readonly Test[], errors: PlaywrightReport["errors"] = []): PlaywrightReport {
  const group = { title: "the map", specs: [{ title: "is drawn", file: "looking/map.spec.ts", line: 7, tests }] };
  return {
    config: { rootDir: "/fyr/test/e2e" },
    suites: [{ title: "looking/map.spec.ts", specs: [], suites: [group] }],
    errors,
    stats: { expected: 0, skipped: 0 },
  };
}

function testedAs(status: string, result: string, ...messages: readonly string[]): Test {
  return {
    projectName: "looking",
    status,
    results: [{ status: result, errors: messages.map((message) => ({ message })) }],
  };
}
