// What a large map costs the browser, in software rendering: ms, with the load of the machine. Nothing here passes or fails.
import { execFileSync } from "node:child_process";
import { loadavg } from "node:os";
import { join } from "node:path";
import { diffTopology } from "@fyr/topology";
import { type Browser, chromium } from "@playwright/test";
import { startFakeFyr } from "./browser/fake-fyr.ts";
import { largeTopology } from "./browser/large-topology.ts";
import { openMeasured } from "./browser/measured-page.ts";

const root = join(import.meta.dirname, "../..");
const dist = join(root, ".cache/bench-web");
const rows: Record<string, { ms: number | string; goal: string }> = {};

execFileSync("node_modules/.bin/vite", ["build", "--outDir", dist, "--emptyOutDir", "--logLevel", "error"], {
  cwd: join(root, "apps/web"),
  stdio: "inherit",
});
const browser = await chromium.launch({
  executablePath: process.env.FYR_CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-frame-rate-limit", "--disable-gpu-vsync"],
});
await openAndExpand(browser);
await panAndRefresh(browser);
await browser.close();
console.table(rows);
console.log(
  `load average ${loadavg()
    .map((load) => load.toFixed(1))
    .join(" ")}: above the number of cores, times say little`,
);

/** 1,000 workloads: the first picture as cards, then everything. */
async function openAndExpand(browser: Browser): Promise<void> {
  const fyr = await startFakeFyr(dist);
  const measured = await openMeasured(browser, fyr.url, "/");
  await measured.page.waitForTimeout(2000);
  fyr.show(largeTopology(1000, 25));
  note("1,000 workloads as cards, from the snapshot on", await measured.untilDrawn(25), "≤ 1000");
  await measured.page.waitForTimeout(1000);
  await measured.page.getByRole("button", { name: /Open all namespaces/ }).click();
  note("all of them open, worker warm", await measured.untilDrawn(1000), "≤ 4000");
  await measured.page.context().close();
  fyr.close();
}

/** 2,000 workloads, all open: moving about, and a refresh that touches every edge. */
async function panAndRefresh(browser: Browser): Promise<void> {
  const fyr = await startFakeFyr(dist);
  const before = largeTopology(2000, 40);
  const measured = await openMeasured(browser, fyr.url, "/?closed=-");
  fyr.show(before);
  note("2,000 workloads open, layout included", await measured.untilDrawn(2000), "layout ≤ 4000");
  await measured.pan();
  const fitted = await measured.pan();
  note("pan at fit, p50 / p95", `${fitted.p50} / ${fitted.p95}`, "≤ 16 / ≤ 200");
  const after = largeTopology(2000, 40, 1.1, 2);
  const { script, longestTask } = await measured.busy(() => fyr.push(diffTopology(before, after)));
  note("a refresh of every edge: all script / longest task", `${script} / ${longestTask}`, "longest ≤ 200");
  for (let step = 0; step < 10; step++) await measured.page.getByRole("button", { name: "Zoom in" }).click();
  await measured.pan();
  const near = await measured.pan();
  note("pan at reading zoom, p50 / p95", `${near.p50} / ${near.p95}`, "p50 ≤ 80");
  await measured.page.context().close();
  fyr.close();
}

function note(what: string, ms: number | string, goal: string): void {
  rows[what] = { ms, goal };
}
