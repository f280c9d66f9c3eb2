import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { type FakeFyr, startFakeFyr } from "../../bench/browser/fake-fyr.ts";
import { createMesh } from "../../bench/browser/growing-mesh.ts";
import { brightNodes, ready } from "./drawn-map.ts";

// The demo's mesh is small: here the pages alone are shown one of 400 workloads, which is painted on sheets.
const pages = join(import.meta.dirname, "../../../apps/web/dist");
const mesh = createMesh(400, 8);
let fyr: FakeFyr;

test.use({ contextOptions: { reducedMotion: "reduce" } });

test.beforeAll(async () => {
  fyr = await startFakeFyr(pages);
  fyr.show(mesh.first());
});

test.afterAll(() => fyr.close());

test.beforeEach(async ({ page }) => {
  await page.goto(`${fyr.url}/?closed=-`);
  await ready(page);
  await expect.poll(() => isCytoscapeDrawing(page)).toBe(false);
});

test("what is dragged moves as it is, and nothing of it is drawn anew", async ({ page }) => {
  const node = await nodeFarFromTrouble(page);
  // The picture comes to rest first: it is painted sharp and labels find their places then.
  await expect.poll(() => stretchOfSheets(page)).toEqual([1, 1, 1]);
  await expect.poll(() => page.evaluate(() => Object.keys(window.__map?.labels() ?? {}).length)).toBeGreaterThan(0);
  let before = await seenAt(page, node);
  await expect
    .poll(async () => {
      const held = before;
      before = await seenAt(page, node);
      return before.equals(held);
    })
    .toBe(true);
  const grip = await emptySpot(page);
  await page.mouse.move(grip.x, grip.y);
  await page.mouse.down();
  await page.mouse.move(grip.x + 60, grip.y - 40, { steps: 3 });
  await page.mouse.move(grip.x + 90, grip.y - 50, { steps: 3 });
  const after = await placeOf(page, node.id);
  expect([Math.round(after.x - node.x), Math.round(after.y - node.y)]).toEqual([90, -50]);
  // The hand rests, and the address tells of where: that moves nothing either.
  await expect(page).toHaveURL(/view=/);
  await expect.poll(async () => (await seenAt(page, after)).equals(before)).toBe(true);
  await page.mouse.up();
});

test("the wheel zooms at the pointer, and what is there is sharp again when it rests", async ({ page }) => {
  const [node] = await nodesInTheMiddle(page);
  await page.mouse.move(node.x, node.y);
  const zoom = () => page.evaluate(() => window.__map?.viewport().zoom ?? 0);
  const before = await zoom();
  await page.mouse.wheel(0, -400);
  await expect.poll(zoom).toBeGreaterThan(before * 1.3);
  const after = await placeOf(page, node.id);
  expect(Math.hypot(after.x - node.x, after.y - node.y)).toBeLessThan(1);
  await expect.poll(() => stretchOfSheets(page)).toEqual([1, 1, 1]);
});

test("pointing at a workload tells of it and dims what is not beside it", async ({ page }) => {
  const [node] = await nodesInTheMiddle(page);
  await page.mouse.move(node.x, node.y);
  await expect(page.getByText(`${node.title} in team-`)).toBeVisible();
  await expect.poll(async () => (await brightNodes(page)).length).toBeLessThan(300);
  expect(await brightNodes(page)).toContain(node.title);
  await page.mouse.move(5, 5);
  await expect.poll(async () => (await brightNodes(page)).length).toBe(400);
});

test("pointing at a line tells of it", async ({ page }) => {
  const failing = await page.evaluate(() => window.__map?.edges().find(({ classes }) => classes.includes("failing")));
  const at = await placeOf(page, failing?.id ?? "");
  await page.mouse.move(at.x, at.y);
  await expect(page.getByText(/^app-\d+ → app-\d+/).last()).toBeVisible();
});

test("a click selects, Shift and a click ask for paths, and a click beside lets go", async ({ page }) => {
  const [first, second] = await nodesInTheMiddle(page);
  await page.mouse.click(first.x, first.y);
  const panel = page.getByRole("region", { name: "Selected workload" });
  await expect(panel.getByRole("heading", { level: 2 })).toHaveText(new RegExp(first.title));
  const there = await placeOf(page, second.id);
  await page.keyboard.down("Shift");
  await page.mouse.click(there.x, there.y);
  await page.keyboard.up("Shift");
  await expect(page).toHaveURL(/focus=paths:/);
  await page.keyboard.press("Escape");
  await page.goto(`${fyr.url}/?closed=-&sel=node:${encodeURIComponent(first.id)}`);
  await ready(page);
  const beside = await emptySpot(page);
  await page.mouse.click(beside.x, beside.y);
  await expect(panel).toBeHidden();
});

test("a workload is carried by itself, and its lines follow when it is put down", async ({ page }) => {
  const [node] = await nodesInTheMiddle(page);
  const others = async () => (await placesOf(page)).filter(([id]) => id !== node.id);
  const before = await others();
  const target = { x: node.x + 40, y: node.y + 70 };
  const ground = await seenAt(page, target);
  await page.mouse.move(node.x, node.y);
  await page.mouse.down();
  await page.mouse.move(node.x + 20, node.y + 30, { steps: 3 });
  await page.mouse.move(target.x, target.y, { steps: 3 });
  await expect.poll(async () => (await seenAt(page, target)).equals(ground)).toBe(false);
  expect(await placeOf(page, node.id)).toEqual({ x: node.x, y: node.y });
  await page.mouse.up();
  await expect.poll(async () => Math.round((await placeOf(page, node.id)).y - node.y)).toBe(70);
  expect(await others()).toEqual(before);
  fyr.push(mesh.refresh());
  await expect.poll(async () => Math.round((await placeOf(page, node.id)).y - node.y)).toBe(70);
});

test("arrows walk from one workload to the next, and Enter selects it", async ({ page }) => {
  await page.getByRole("application", { name: "Map of the mesh" }).focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/sel=/);
});

test("a finger selects too", async ({ browser }) => {
  const context = await browser.newContext({ hasTouch: true, viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(`${fyr.url}/?closed=-`);
  await ready(page);
  await expect.poll(() => isCytoscapeDrawing(page)).toBe(false);
  const [node] = await nodesInTheMiddle(page);
  await page.touchscreen.tap(node.x, node.y);
  await expect(page.getByRole("region", { name: "Selected workload" }).getByRole("heading", { level: 2 })).toHaveText(
    new RegExp(node.title),
  );
  await context.close();
});

test("a press on the minimap goes there, and a problem is flown to", async ({ page }) => {
  for (let press = 0; press < 5; press++) await page.getByRole("button", { name: "Zoom in" }).click();
  const small = await page.locator("[data-needed=true] canvas").boundingBox();
  const before = await page.evaluate(() => window.__map?.viewport());
  await page.mouse.click((small?.x ?? 0) + 30, (small?.y ?? 0) + 30);
  await expect.poll(() => page.evaluate(() => window.__map?.viewport())).not.toEqual(before);
  await page.keyboard.press("n");
  await expect(page.getByRole("region", { name: "Selected edge" })).toBeVisible();
  await expect.poll(() => stretchOfSheets(page)).toEqual([1, 1, 1]);
});

test("folded it is a small mesh, which cytoscape draws, and opened it is large again", async ({ page }) => {
  await page.keyboard.press("o");
  await expect.poll(() => page.evaluate(() => window.__map?.counts().nodes)).toBe(8);
  expect(await isCytoscapeDrawing(page)).toBe(true);
  const card = await page.evaluate(() => window.__map?.nodes()[0]?.id);
  await expect.poll(() => shadesAt(page, card ?? "")).toBeGreaterThan(3);
  await page.keyboard.press("o");
  await expect.poll(() => page.evaluate(() => window.__map?.counts().nodes)).toBe(400);
  await expect.poll(() => isCytoscapeDrawing(page)).toBe(false);
});

test("theme and window may change", async ({ page }) => {
  const [node] = await nodesInTheMiddle(page);
  const light = await seenAt(page, node);
  await page.emulateMedia({ colorScheme: "dark" });
  await expect.poll(async () => (await seenAt(page, node)).equals(light)).toBe(false);
  await page.emulateMedia({ colorScheme: "light" });
  await expect.poll(async () => (await seenAt(page, node)).equals(light)).toBe(true);
  await page.setViewportSize({ width: 1200, height: 800 });
  await expect.poll(async () => shadesAt(page, node.id)).toBeGreaterThan(3);
});

interface Spot {
  readonly x: number;
  readonly y: number;
}

/** Cytoscape's own canvases can be told by their names. */
function isCytoscapeDrawing(page: Page): Promise<boolean> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLCanvasElement>("canvas[data-id^=layer]")].some(({ hidden }) => !hidden),
  );
}

/** How much larger than painted each sheet is shown. */
function stretchOfSheets(page: Page): Promise<number[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLCanvasElement>("canvas")]
      .filter(({ hidden, style }) => !hidden && style.transformOrigin !== "")
      .map((sheet) => new DOMMatrix(getComputedStyle(sheet).transform).a),
  );
}

async function placeOf(page: Page, id: string): Promise<Spot> {
  const at = await page.evaluate((wanted) => window.__map?.pointOf(wanted), id);
  if (at === undefined) throw new Error(`${id} is not drawn.`);
  return at;
}

/** Where they stand on the map. */
function placesOf(page: Page): Promise<[string, number, number][]> {
  return page.evaluate(() => (window.__map?.nodes() ?? []).map(({ id, x, y }) => [id, x, y]));
}

/** A workload that no label comes to lie over. */
async function nodeFarFromTrouble(page: Page): Promise<Named> {
  const { nodes, trouble } = await page.evaluate(() => {
    const at = (id: string) => window.__map?.pointOf(id) ?? { x: 0, y: 0 };
    const failing = window.__map?.edges().filter(({ classes }) => classes.includes("failing")) ?? [];
    return {
      nodes: (window.__map?.nodes() ?? []).map(({ id, title }) => ({ id, title, ...at(id) })),
      trouble: failing.flatMap(({ id, source, target }) => [at(id), at(source), at(target)]),
    };
  });
  const room = (spot: Spot) => Math.min(...trouble.map(({ x, y }) => Math.hypot(x - spot.x, y - spot.y)));
  const inTheOpen = nodes.filter(({ x, y }) => x > 500 && x < 1200 && y > 260 && y < 600);
  const [best] = inTheOpen.toSorted((a, b) => room(b) - room(a));
  if (best === undefined) throw new Error("Nothing is drawn.");
  return best;
}

/** Workloads that nothing lies over, near the middle of what is seen. */
async function nodesInTheMiddle(page: Page): Promise<[Named, Named]> {
  const spots = await page.evaluate(() =>
    (window.__map?.nodes() ?? []).map(({ id, title }) => ({
      id,
      title,
      ...(window.__map?.pointOf(id) ?? { x: 0, y: 0 }),
    })),
  );
  const away = ({ x, y }: Spot) => Math.hypot(x - 820, y - 420);
  const [first, ...others] = spots.toSorted((a, b) => away(a) - away(b));
  const second = others.find(({ y }) => first !== undefined && Math.abs(y - first.y) > 40);
  if (first === undefined || second === undefined) throw new Error("Nothing is drawn.");
  return [first, second];
}

interface Named extends Spot {
  readonly id: string;
  readonly title: string;
}

/** Near the middle, and far from all nodes. */
async function emptySpot(page: Page): Promise<Spot> {
  const nodes = await page.evaluate(() =>
    (window.__map?.nodes() ?? []).map(({ id }) => window.__map?.pointOf(id) ?? { x: 0, y: 0 }),
  );
  const spots = Array.from({ length: 400 }, (_, index) => ({
    x: 560 + 20 * (index % 20),
    y: 300 + 15 * Math.floor(index / 20),
  }));
  const room = (spot: Spot) =>
    Math.min(...nodes.map(({ x, y }) => Math.max(Math.abs(x - spot.x) / 2, Math.abs(y - spot.y))));
  return spots.reduce((best, spot) => (room(spot) > room(best) ? spot : best));
}

/** A small picture of what is on screen around a point. */
function seenAt(page: Page, { x, y }: Spot): Promise<Buffer> {
  return page.screenshot({ clip: { x: Math.round(x) - 10, y: Math.round(y) - 4, width: 20, height: 8 } });
}

/** How many colours are seen where something stands. */
async function shadesAt(page: Page, id: string): Promise<number> {
  const at = await placeOf(page, id);
  const png = await page.screenshot({
    clip: { x: Math.round(at.x) - 30, y: Math.round(at.y) - 10, width: 60, height: 20 },
  });
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const pen = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
    pen?.drawImage(bitmap, 0, 0);
    const pixels = pen?.getImageData(0, 0, bitmap.width, bitmap.height).data ?? [];
    return new Set(
      Array.from(pixels, (_, at) => (at % 4 === 0 ? `${pixels[at]} ${pixels[at + 1]} ${pixels[at + 2]}` : "")),
    ).size;
  }, png.toString("base64"));
}
