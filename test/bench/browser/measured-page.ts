import type { Browser, CDPSession, Page } from "@playwright/test";
import { type Cost, costOf, tracedCategories } from "./trace-cost.ts";

/** A page that is watched: its frames, its long tasks, its CPU and its memory. */
export interface MeasuredPage {
  readonly page: Page;
  /** ms from now until the map has this many nodes or more, all of them are drawn, and two frames went by. */
  untilDrawn(nodes: number): Promise<number>;
  /** What the page did while `run` ran and until nothing was left to do. */
  cost(run: () => unknown): Promise<Cost>;
  /** The map is dragged about from a place where nothing stands; `meanwhile` runs after every tenth step. */
  pan(meanwhile?: () => void): Promise<Pan>;
  /** The wheel is turned by one notch over the middle of the map; `towards` nearer or farther. */
  wheel(towards: "in" | "out"): Promise<Cost>;
  /** The pointer comes from nowhere and rests on the node nearest to the middle of the map, and what is not beside it is dimmed. */
  point(): Promise<Cost>;
  /** MB, after what is not needed was collected. */
  heap(): Promise<number>;
}

/** Spans between frames, ms, and the page's own CPU for each frame. */
export interface Pan {
  readonly p50: number;
  readonly p95: number;
  readonly cpu: number;
}

const PATIENCE_MS = 120_000;
const SETTLE_MS = 1500;
const PAGE_SIZE = { width: 1600, height: 1000 };
const MIDDLE = { x: 900, y: 500 };
/** Beside the map. */
const NOWHERE = { x: 5, y: 5 };
/** Of the wheel, px. */
const NOTCH = 100;

export async function openMeasured(browser: Browser, address: string): Promise<MeasuredPage> {
  const context = await browser.newContext({ viewport: PAGE_SIZE, reducedMotion: "reduce" });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  await page.goto(address);
  const cost = async (run: () => unknown) => {
    await browser.startTracing(page, { categories: tracedCategories });
    await run();
    await page.waitForTimeout(SETTLE_MS);
    return costOf(await browser.stopTracing());
  };
  return {
    page,
    cost,
    async untilDrawn(nodes) {
      const began = performance.now();
      const isDrawn = (least: number) => {
        const map = window.__map;
        return map?.ready() === true && map.counts().nodes >= least;
      };
      while (!(await page.evaluate(isDrawn, nodes))) {
        if (performance.now() - began > PATIENCE_MS) throw new Error(`There are still less than ${nodes} nodes.`);
        await page.waitForTimeout(5);
      }
      await twoFrames(page);
      return performance.now() - began;
    },
    async pan(meanwhile) {
      const from = await page.evaluate(emptySpot);
      const before = await cpuMs(session);
      await page.evaluate(startCounting);
      await drag(page, from, meanwhile);
      const spans = (await page.evaluate(stopCounting)).sort((a, b) => a - b);
      const cpu = ((await cpuMs(session)) - before) / spans.length;
      const at = (share: number) => spans[Math.floor(spans.length * share)] ?? 0;
      return { p50: at(0.5), p95: at(0.95), cpu };
    },
    async wheel(towards) {
      await page.mouse.move(MIDDLE.x, MIDDLE.y);
      await page.waitForTimeout(SETTLE_MS);
      return cost(() => page.mouse.wheel(0, towards === "in" ? -NOTCH : NOTCH));
    },
    async point() {
      await page.mouse.move(NOWHERE.x, NOWHERE.y);
      await page.waitForTimeout(SETTLE_MS);
      const node = await page.evaluate(nodeNear, MIDDLE);
      return cost(() => page.mouse.move(node.x, node.y));
    },
    async heap() {
      await session.send("HeapProfiler.collectGarbage");
      return (await metric(session, "JSHeapUsedSize")) / 1e6;
    },
  };
}

async function drag(page: Page, from: { x: number; y: number }, meanwhile?: () => void): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  for (let step = 1; step <= 60; step++) {
    if (step % 10 === 0) meanwhile?.();
    await page.mouse.move(from.x + 120 * Math.sin(step / 6), from.y + 80 * Math.sin(step / 5));
  }
  await page.mouse.up();
}

/** All that the page's main thread did so far, of its own clock. */
async function cpuMs(session: CDPSession): Promise<number> {
  return 1000 * (await metric(session, "TaskDuration"));
}

async function metric(session: CDPSession, wanted: string): Promise<number> {
  const { metrics } = await session.send("Performance.getMetrics");
  return metrics.find(({ name }) => name === wanted)?.value ?? 0;
}

function twoFrames(page: Page): Promise<void> {
  return page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
      }),
  );
}

/** Runs in the page: the point in its middle that is farthest from all nodes, so that the map is dragged and no node. */
function emptySpot(): { x: number; y: number } {
  const frame = document.querySelector("canvas")?.parentElement?.getBoundingClientRect();
  const { x: left, y: top, zoom } = window.__map?.viewport() ?? { x: 0, y: 0, zoom: 1 };
  const spots = (window.__map?.nodes() ?? []).map(({ x, y }) => ({
    x: (frame?.left ?? 0) + left + x * zoom,
    y: (frame?.top ?? 0) + top + y * zoom,
  }));
  let best = { x: 900, y: 520 };
  let most = -1;
  for (let x = 700; x <= 1100; x += 10) {
    for (let y = 350; y <= 650; y += 10) {
      const room = Math.min(...spots.map((spot) => Math.max(Math.abs(spot.x - x) / 2, Math.abs(spot.y - y))));
      if (room <= most) continue;
      most = room;
      best = { x, y };
    }
  }
  return best;
}

/** Runs in the page: where the node stands that is nearest to a point of the page. */
function nodeNear(to: { x: number; y: number }): { x: number; y: number } {
  const spots = (window.__map?.nodes() ?? []).map(({ id }) => window.__map?.pointOf(id) ?? { x: 0, y: 0 });
  const away = ({ x, y }: { x: number; y: number }) => Math.hypot(x - to.x, y - to.y);
  return spots.reduce((best, spot) => (away(spot) < away(best) ? spot : best));
}

/** Runs in the page. */
function startCounting(): void {
  const spans: number[] = [];
  Object.assign(window, { __spans: spans, __counting: true });
  let last = performance.now();
  const count = () => {
    const now = performance.now();
    spans.push(now - last);
    last = now;
    if (Reflect.get(window, "__counting") === true) requestAnimationFrame(count);
  };
  requestAnimationFrame(count);
}

/** Runs in the page. */
function stopCounting(): number[] {
  Object.assign(window, { __counting: false });
  return Reflect.get(window, "__spans") as number[];
}
