import { defineConfig } from "@playwright/test";

/** The whole demo, as a user starts it, in a folder of its own and with fresh history. */
function demo(port: number, folder: string) {
  return {
    command: `node scripts/demo.ts --no-open --reset --data ${folder} --port ${port}`,
    url: `http://127.0.0.1:${port}/readyz`,
    timeout: 300_000,
    gracefulShutdown: { signal: "SIGTERM" as const, timeout: 20_000 },
    stdout: "pipe" as const,
  };
}

const changed = demo(4580, ".cache/e2e-demo");
const lookedAt = demo(4585, ".cache/e2e-demo-looking");

export default defineConfig({
  fullyParallel: false,
  // One for what changes the mesh and waits for its traffic, two for what looks.
  workers: 3,
  forbidOnly: process.env.CI !== undefined,
  timeout: 300_000,
  globalTimeout: 35 * 60_000,
  // A limit says that a test hangs, not that the machine is busy.
  expect: { timeout: 60_000 },
  outputDir: ".cache/e2e-results",
  reporter: "list",
  use: {
    viewport: { width: 1440, height: 900 },
    screenshot: "only-on-failure",
    // Written down all the time a trace costs more than it tells: `pnpm e2e --trace retain-on-failure` asks for one.
    launchOptions: {
      executablePath: process.env.FYR_CHROMIUM ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--no-first-run",
      ],
    },
  },
  // What changes the mesh has a demo to itself and takes turns; what only looks goes on beside it, undisturbed.
  projects: [
    {
      name: "changing",
      testDir: "test/e2e",
      testIgnore: "looking/**",
      workers: 1,
      // They wait with the map open for what traffic does: how it moves is looked at beside them.
      use: { baseURL: new URL(changed.url).origin, contextOptions: { reducedMotion: "reduce" } },
    },
    { name: "looking", testDir: "test/e2e/looking", use: { baseURL: new URL(lookedAt.url).origin } },
  ],
  webServer: [changed, lookedAt],
});
