import { join, relative } from "node:path";
import type { Failure } from "./failure.ts";
import { firstLines } from "./telling-lines.ts";

/** What is read of the report that Playwright writes as JSON. */
export interface PlaywrightReport {
  /** `rootDir` is what the names of files start from. */
  readonly config: { readonly rootDir: string };
  readonly suites: readonly Suite[];
  /** What failed outside of tests: a file that does not load, a demo that does not start, the time of the whole. */
  readonly errors: readonly Message[];
  readonly stats: { readonly expected: number; readonly skipped: number };
}

interface Suite {
  readonly title: string;
  readonly suites?: readonly Suite[];
  readonly specs: readonly {
    readonly title: string;
    readonly file: string;
    readonly line: number;
    readonly tests: readonly {
      readonly projectName: string;
      readonly status: string;
      readonly results: readonly { readonly status: string; readonly errors: readonly Message[] }[];
    }[];
  }[];
}

interface Message {
  readonly message?: string;
}

/** A test that failed at first and then passed has failed. */
export function failuresOfPlaywright({ config, suites, errors }: PlaywrightReport, root: string): Failure[] {
  const outside = errors.map(({ message = "" }) => ({ name: "outside of the tests", error: firstLines(message) }));
  return [...suites.flatMap((suite) => failuresOfSuite(suite, [])), ...outside];

  function failuresOfSuite({ specs, suites = [] }: Suite, above: readonly string[]): Failure[] {
    const own = specs.flatMap(({ title, file, line, tests }) =>
      tests
        .filter(({ status }) => status === "unexpected" || status === "flaky")
        .map(({ projectName, results }) => ({
          name: [projectName, ...above, title].join(" › "),
          file: `${relative(root, join(config.rootDir, file))}:${line}`,
          error: firstLines(
            results.flatMap(({ status, errors }) => [status, ...errors.map(({ message = "" }) => message)]).join("\n"),
          ),
        })),
    );
    return [...own, ...suites.flatMap((group) => failuresOfSuite(group, [...above, group.title]))];
  }
}
