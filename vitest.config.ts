import { defineConfig } from "vitest/config";
import { LongFirst } from "./test/long-first.ts";

// Unit tests stand beside what they test; those against a real Prometheus or kubectl end in .integration.test.ts.
// A limit says that a test hangs, not that the machine is busy.
const testTimeout = 300_000;
const hookTimeout = 300_000;
const expect = { poll: { timeout: 60_000 } };
// Test files of a worker share their modules, which are read once instead of by each: what a test sets, it puts back.
const isolate = false;

export default defineConfig({
  test: {
    sequence: { sequencer: LongFirst },
    projects: [
      {
        test: {
          name: "unit",
          testTimeout,
          hookTimeout,
          expect,
          isolate,
          include: ["packages/*/src/**/*.test.ts", "apps/{server,demo-mesh}/src/**/*.test.ts", "scripts/**/*.test.ts"],
          exclude: ["**/*.integration.test.ts", "**/node_modules/**"],
        },
      },
      {
        test: {
          name: "web",
          testTimeout,
          hookTimeout,
          expect,
          isolate,
          include: ["apps/web/src/**/*.test.{ts,tsx}"],
          // Few need a DOM, and it takes longer to make than most tests run: `@vitest-environment happy-dom` asks for one.
          environment: "node",
        },
      },
      {
        test: {
          name: "integration",
          include: [
            "packages/*/src/**/*.integration.test.ts",
            "apps/*/src/**/*.integration.test.ts",
            "test/{conformance,deploy,faults}/**/*.test.ts",
          ],
          testTimeout,
          hookTimeout,
          expect,
          // They mostly wait for the programs they started: several do so side by side, however few the cores.
          maxWorkers: 4,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
