// What a large map costs the browser, in software rendering. Nothing here passes or fails; docs/performance.md says how
// to read it. Unless "on the clock" is said, ms are CPU of the page's main thread, which the load of the machine does not
// change much; pans are compared with a bare cytoscape of the same places in the same run.
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { type Browser, chromium } from "@playwright/test";
import { openBare } from "./browser/bare-cytoscape.ts";
import { type FakeFyr, startFakeFyr } from "./browser/fake-fyr.ts";
import { createMesh, type GrowingMesh } from "./browser/growing-mesh.ts";
import { type MeasuredPage, openMeasured, type Pan } from "./browser/measured-page.ts";
import { costWords, createRows, middle, ms } from "./browser/rows.ts";
import type { Cost } from "./browser/trace-cost.ts";

const root = join(import.meta.dirname, "../..");
const dist = join(root, ".cache/bench-web");
const LOOKS = 8;
const REFRESHES = 50;
const REPLAYED = 20;
const { note, print } = createRows();

execFileSync("node_modules/.bin/vite", ["build", "--outDir", dist, "--emptyOutDir", "--logLevel", "error"], {
  cwd: join(root, "apps/web"),
  stdio: "inherit",
});
const browser = await chromium.launch({
  executablePath: process.env.FYR_CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-frame-rate-limit", "--disable-gpu-vsync"],
});
await openedOn(browser, createMesh(1000, 25), "/", cardsThenAll);
await openedOn(browser, createMesh(1000, 25), "/", replayed);
await openedOn(browser, createMesh(2000, 40), "/?closed=-", allOpen);
await openedOn(browser, createMesh(5000, 60), "/", folded);
await browser.close();
print();

type Measured = (opened: { fyr: FakeFyr; mesh: GrowingMesh; measured: MeasuredPage }) => Promise<void>;

async function openedOn(on: Browser, mesh: GrowingMesh, path: string, measure: Measured): Promise<void> {
  const fyr = await startFakeFyr(dist);
  const measured = await openMeasured(on, `${fyr.url}${path}`);
  // The layout worker is on its way meanwhile, as it is while a first picture is awaited.
  await measured.page.waitForTimeout(3000);
  await measure({ fyr, mesh, measured });
  await measured.page.context().close();
  fyr.close();
}

/** 1,000 workloads: the first picture as cards, then everything. */
async function cardsThenAll({ fyr, mesh, measured }: Parameters<Measured>[0]): Promise<void> {
  const opening = await timed(measured, 25, () => fyr.show(mesh.first()));
  note("1,000 workloads as cards, from the snapshot on, on the clock", ms(opening.clock), "≤ 1000");
  note("  of that", costWords(opening.cost));
  const all = await timed(measured, 1000, () =>
    measured.page.getByRole("button", { name: /Open all namespaces/ }).click(),
  );
  note("all of them open, worker warm, on the clock", ms(all.clock), "≤ 4000");
  note("  of that", `${costWords(all.cost)}; worker ${ms(all.cost.workersCpu)}`);
}

/** 1,000 workloads as cards, the past played at one frame a second in which every number moves. */
async function replayed({ fyr, mesh, measured }: Parameters<Measured>[0]): Promise<void> {
  fyr.show(mesh.first());
  await measured.untilDrawn(25);
  fyr.remember(createMesh(1000, 25), REPLAYED);
  const loading = await measured.cost(() => measured.page.getByRole("button", { name: /^Play/ }).click());
  note(`replay at 1,000: ${REPLAYED} frames read, and the first`, costWords(loading));
  const playing = await measured.cost(() => measured.page.waitForTimeout(5000));
  note("replay at 1,000: a second of it, six frames' mean", ms((playing.scriptCpu + playing.framesCpu) / 6.5));
  note("  of that, longest task", `${ms(playing.longestTaskCpu)} (on the clock ${ms(playing.longestTask)})`);
}

/** 2,000 workloads, all open: layout, moving about, refreshes, newcomers, memory. */
async function allOpen({ fyr, mesh, measured }: Parameters<Measured>[0]): Promise<void> {
  const opening = await timed(measured, 2000, () => fyr.show(mesh.first()));
  note("2,000 workloads open, layout included, on the clock", ms(opening.clock));
  note("  layout in its worker", ms(opening.cost.workersCpu), "≤ 4000");
  note("  meanwhile the page", costWords(opening.cost), "longest ≤ 200");
  note("to compare with: JSON.parse of this picture's own JSON", ms(await parseMs(measured, mesh)));
  note("memory after the first picture, MB", ms(await measured.heap()));
  const plain = await measured.page.evaluate(() => ({
    nodes: window.__map?.nodes() ?? [],
    edges: window.__map?.edges() ?? [],
  }));
  const bare = await openBare(browser, plain);
  await bare.pan();
  await panned("pan at fit", measured, bare, "p50 ≤ 16, p95 ≤ 200");
  await zoomedAndPointed("at fit", measured);
  await refreshed("a refresh that moves every number", fyr, mesh, measured, "script ≤ 40, longest ≤ 200");
  const tripled = await measured.cost(() => fyr.push(mesh.refresh(3)));
  note("a refresh that changes how every line looks", costWords(tripled), "longest ≤ 200");
  const updating = await measured.pan(() => fyr.push(mesh.refresh()));
  note("pan at fit with six refreshes meanwhile", panWords(updating));
  await newcomers(fyr, mesh, measured);
  for (let step = 0; step < 10; step++) await measured.page.getByRole("button", { name: "Zoom in" }).click();
  await bare.page.evaluate((zoom) => Reflect.get(window, "__zoomTo")(zoom), await zoomOf(measured));
  await bare.pan();
  await panned("pan at reading zoom", measured, bare, "p50 ≤ 80");
  await zoomedAndPointed("at reading zoom", measured);
  await bare.page.context().close();
  for (let count = 0; count < REFRESHES; count++) {
    fyr.push(mesh.refresh());
    await measured.page.waitForTimeout(100);
  }
  await measured.page.waitForTimeout(2000);
  note(`memory after ${REFRESHES} refreshes more, MB`, ms(await measured.heap()));
}

/** 5,000 workloads: too many to be open at once. */
async function folded({ fyr, mesh, measured }: Parameters<Measured>[0]): Promise<void> {
  const opening = await timed(measured, 60, () => fyr.show(mesh.first()));
  note("5,000 workloads as cards, from the snapshot on, on the clock", ms(opening.clock));
  note("  of that", costWords(opening.cost));
  await measured.pan();
  note("5,000 as cards: pan", panWords(await measured.pan()));
  await refreshed("5,000 as cards: a refresh that moves every number", fyr, mesh, measured);
  note("5,000 as cards: memory, MB", ms(await measured.heap()));
}

async function timed(measured: MeasuredPage, nodes: number, run: () => void | Promise<void>) {
  let clock = 0;
  const cost = await measured.cost(async () => {
    await run();
    clock = await measured.untilDrawn(nodes);
  });
  return { clock, cost };
}

async function panned(what: string, measured: MeasuredPage, bare: MeasuredPage, goal: string): Promise<void> {
  await measured.pan();
  const [ours, least] = [await measured.pan(), await bare.pan()];
  note(what, panWords(ours), goal);
  note("  a bare cytoscape of the same places", panWords(least));
}

async function zoomedAndPointed(where: string, measured: MeasuredPage): Promise<void> {
  const notches: Cost[] = [];
  for (const towards of ["in", "in", "out", "out"] as const) notches.push(await measured.wheel(towards));
  note(`a notch of the wheel ${where}, the middle of 4`, costWords(middle(notches)));
  const pointed: Cost[] = [];
  for (let count = 0; count < 3; count++) pointed.push(await measured.point());
  note(`pointing at a node ${where}, the middle of 3`, costWords(middle(pointed)));
}

async function refreshed(what: string, fyr: FakeFyr, mesh: GrowingMesh, measured: MeasuredPage, goal = "") {
  const costs: Cost[] = [];
  for (let look = 0; look < LOOKS; look++) costs.push(await measured.cost(() => fyr.push(mesh.refresh())));
  note(`${what}, the middle of ${LOOKS}`, costWords(middle(costs)), goal);
}

async function newcomers(fyr: FakeFyr, mesh: GrowingMesh, measured: MeasuredPage): Promise<void> {
  const places = async () => {
    const nodes = await measured.page.evaluate(() => window.__map?.nodes() ?? []);
    return new Map(nodes.map(({ id, x, y }) => [id, `${x} ${y}`]));
  };
  const before = await places();
  const cost = await measured.cost(() => fyr.push(mesh.newcomers()));
  const after = await places();
  const moved = [...before].filter(([id, at]) => after.get(id) !== at).length;
  note("five workloads more: others that moved", `${moved} of ${before.size}`, "0");
  note("  of that", costWords(cost));
}

/** The best of several, by the page. */
function parseMs({ page }: MeasuredPage, mesh: GrowingMesh): Promise<number> {
  return page.evaluate((text) => {
    const spans = Array.from({ length: 9 }, () => {
      const began = performance.now();
      JSON.parse(text);
      return performance.now() - began;
    });
    return Math.min(...spans);
  }, JSON.stringify(mesh.first()));
}

function zoomOf({ page }: MeasuredPage): Promise<number> {
  return page.evaluate(() => window.__map?.viewport().zoom ?? 1);
}

function panWords({ p50, p95, cpu }: Pan): string {
  return `p50 ${ms(p50)}, p95 ${ms(p95)} on the clock; ${ms(cpu)} CPU a frame`;
}
