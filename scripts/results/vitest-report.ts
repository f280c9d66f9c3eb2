import { relative } from "node:path";
import type { Failure } from "./failure.ts";
import { firstLines } from "./telling-lines.ts";

/** What is read of the report that Vitest writes as JSON. */
export interface VitestReport {
  readonly numPassedTests: number;
  readonly numPendingTests: number;
  readonly testResults: readonly {
    /** The file, from the root of the machine. */
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly ancestorTitles: readonly string[];
      readonly title: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

/** The tests that failed; and files that failed without one: they did not load, or what surrounds their tests failed. */
export function failuresOfVitest({ testResults }: VitestReport, root: string): Failure[] {
  return testResults.flatMap(({ name, status, message, assertionResults }): Failure[] => {
    const file = relative(root, name);
    const failed = assertionResults.filter((test) => test.status === "failed");
    if (failed.length === 0 && status === "failed")
      return [{ name: "the whole file", file, error: firstLines(message) }];
    return failed.map(({ ancestorTitles, title, failureMessages }) => ({
      name: [...ancestorTitles, title].join(" › "),
      file,
      error: firstLines(failureMessages.join("\n")),
    }));
  });
}
