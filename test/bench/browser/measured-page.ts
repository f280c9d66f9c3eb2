import type { Browser, Page } from "@playwright/test";

/** A page that keeps count of its frames and long tasks. */
export interface MeasuredPage {
  readonly page: Page;
  /** ms from now until the map has this many nodes or more and two frames were drawn. */
  untilDrawn(nodes: number): Promise<number>;
  /** Spans between frames while the map is dragged about, ms. */
  pan(): Promise<{ p50: number; p95: number }>;
  /** What the page did while `run` ran and until nothing was left to do, ms. */
  busy(run: () => void | Promise<void>): Promise<{ script: number; longestTask: number }>;
}

const PATIENCE_MS = 60_000;
const SIZE = { width: 1600, height: 1000 };

export async function openMeasured(browser: Browser, url: string, path: string): Promise<MeasuredPage> {
  const context = await browser.newContext({ viewport: SIZE, reducedMotion: "reduce" });
  const page = await context.newPage();
  await page.addInitScript(() => {
    const seen = { longest: 0 };
    Object.assign(window, { __seen: seen });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) seen.longest = Math.max(seen.longest, duration);
    }).observe({ type: "longtask" });
  });
  const session = await context.newCDPSession(page);
  await session.send("Performance.enable");
  await page.goto(`${url}${path}`);
  const scriptMs = async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return 1000 * (metrics.find(({ name }) => name === "ScriptDuration")?.value ?? 0);
  };
  return {
    page,
    async untilDrawn(nodes) {
      const began = performance.now();
      while ((await page.evaluate(() => window.__map?.counts().nodes ?? 0)) < nodes) {
        if (performance.now() - began > PATIENCE_MS) throw new Error(`There are still less than ${nodes} nodes.`);
        await page.waitForTimeout(5);
      }
      await twoFrames(page);
      return Math.round(performance.now() - began);
    },
    async pan() {
      await startCounting(page);
      await page.mouse.move(900, 520);
      await page.mouse.down();
      for (let step = 1; step <= 40; step++) {
        await page.mouse.move(900 + 120 * Math.sin(step / 6), 520 + 80 * Math.cos(step / 5));
      }
      await page.mouse.up();
      const spans = (await page.evaluate(() => Reflect.get(window, "__spans") as number[])).sort((a, b) => a - b);
      const at = (share: number) => Number((spans[Math.floor(spans.length * share)] ?? 0).toFixed(1));
      return { p50: at(0.5), p95: at(0.95) };
    },
    async busy(run) {
      await page.evaluate(() => Object.assign(Reflect.get(window, "__seen") as object, { longest: 0 }));
      const before = await scriptMs();
      await run();
      await page.waitForTimeout(1500);
      const longest = await page.evaluate(() => (Reflect.get(window, "__seen") as { longest: number }).longest);
      return { script: Math.round((await scriptMs()) - before), longestTask: Math.round(longest) };
    },
  };
}

function twoFrames(page: Page): Promise<void> {
  return page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
      }),
  );
}

function startCounting(page: Page): Promise<void> {
  return page.evaluate(() => {
    const spans: number[] = [];
    Object.assign(window, { __spans: spans });
    let last = performance.now();
    const count = () => {
      const now = performance.now();
      spans.push(now - last);
      last = now;
      requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
  });
}
