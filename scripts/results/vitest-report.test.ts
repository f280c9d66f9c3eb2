import { describe, expect, it } from "vitest";
import { failuresOfVitest, type VitestReport } from "./vitest-report.ts";

describe("failures in a report of Vitest", () => {
  it("are the tests that failed, by the groups they stand in", () => {
    const report = reportOf("failed", [test("is drawn", "passed"), test("is read", "failed", "expected 1 to be 2")]);
    expect(failuresOfVitest(report, "/fyr")).toEqual([
      { name: "the map › is read", file: "packages/a.test.ts", error: "expected 1 to be 2" },
    ]);
  });

  it("are files that failed without a failed test", () => {
    const report = reportOf("failed", [test("is drawn", "skipped")], "Cannot find module './b.ts'");
    expect(failuresOfVitest(report, "/fyr")).toEqual([
      { name: "the whole file", file: "packages/a.test.ts", error: "Cannot find module './b.ts'" },
    ]);
  });

  it("are none where all passed", () => {
    expect(failuresOfVitest(reportOf("passed", [test("is drawn", "passed")]), "/fyr")).toEqual([]);
  });
});

type FileResult = VitestReport["testResults"][number];

function reportOf(status: string, assertionResults: FileResult["assertionResults"], message = ""): VitestReport {
  const testResults = [{ name: "/fyr/packages/a.test.ts", status, message, assertionResults }];
  return { numPassedTests: 0, numPendingTests: 0, testResults };
}

function test(title: string, status: string, ...failureMessages: readonly string[]) {
  return { ancestorTitles: ["the map"], title, status, failureMessages };
}
