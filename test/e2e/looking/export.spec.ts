import { readFile } from "node:fs/promises";
import { expect, type Page, test } from "@playwright/test";

test.beforeEach(async ({ page }) => {
  await page.goto("/");
  await expect.poll(() => page.evaluate(() => window.__map?.ready() ?? false)).toBe(true);
});

test("a PNG of what is seen is twice as fine as the screen and shows the failing edge", async ({ page }) => {
  const { name, path } = await exported(page, "PNG, what you see");
  expect(name).toMatch(/^fyr-demo-north-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ-map\.png$/);
  const image = await pixelsOf(page, await readFile(path));
  const seen = await page.locator("[aria-hidden=true]:has(> div > canvas)").first().boundingBox();
  expect([image.width, image.height]).toEqual([(seen?.width ?? 0) * 2, (seen?.height ?? 0) * 2]);
  // The failing edge and the canvas it lies on.
  expect((image.colours["#ff5a5f"] ?? 0) + (image.colours["#d6262c"] ?? 0)).toBeGreaterThan(500);
  expect(image.corner).toMatch(/^#(0b1b2b|f1f5f8)$/);
});

test("an SVG of the whole map opens by itself, with every name as text", async ({ page, context }) => {
  const names = await page.evaluate(() => window.__map?.nodes().map(({ title }) => title) ?? []);
  const { name, path } = await exported(page, "SVG, whole map");
  expect(name).toMatch(/-map\.svg$/);
  const alone = await context.newPage();
  await alone.goto(`file://${path}`);
  const texts = await alone.evaluate(() => [...document.querySelectorAll("svg text")].map((text) => text.textContent));
  expect(texts).toEqual(expect.arrayContaining(names));
  expect(texts.some((text) => /% errors$/.test(text ?? ""))).toBe(true);
  const outside = await alone.evaluate(() => {
    const frame = document.documentElement.getBoundingClientRect();
    return [...document.querySelectorAll("text")].filter((text) => {
      const { left, right, top, bottom } = text.getBoundingClientRect();
      return left < frame.left || right > frame.right || top < frame.top || bottom > frame.bottom;
    }).length;
  });
  expect(outside).toBe(0);
});

test("tables and JSON hold what is shown of a filtered picture, in the past too", async ({ page }) => {
  const at = new Date(Date.now() - 600_000).toISOString();
  await page.goto(`/?at=${at}&find=ns+=+payments`);
  await expect.poll(() => page.evaluate(() => window.__map?.ready() ?? false)).toBe(true);
  await expect(page.getByText(/^Past: /)).toBeVisible();
  await expect(page.getByText("Fyr is looking")).toBeHidden();
  const json = await exported(page, "JSON");
  expect(json.name).toContain(at.slice(0, 16).replaceAll(":", "-"));
  const topology = JSON.parse(await readFile(json.path, "utf8"));
  const asked = await page.request.get(`/api/topology?at=${topology.at}&filter=ns+%3D+payments`);
  const served = await asked.json();
  expect(topology.edges.map(({ id }: { id: string }) => id)).toEqual(served.edges.map(({ id }: { id: string }) => id));
  expect(Object.keys(topology).sort()).toEqual(Object.keys(served).sort());
  const edges = await exported(page, "CSV, edges");
  const lines = (await readFile(edges.path, "utf8")).split("\r\n");
  expect(lines).toHaveLength(topology.edges.length + 2);
  expect(lines[0]).toContain("p99 (ms)");
});

test("the table exports its rows in its order, and pictures say why there is none", async ({ page }) => {
  await page.keyboard.press("t");
  await page.getByRole("button", { name: "req/s", exact: true }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "CSV", exact: true }).click(),
  ]);
  const [head = "", ...rows] = (await readFile(await download.path(), "utf8")).trimEnd().split("\r\n");
  const column = head.split(",").indexOf("requests (1/s)");
  const rates = rows.map((row) => Number(row.split(",")[column]));
  expect(rates).toEqual(rates.toSorted((a, b) => b - a));
  await page.keyboard.press("e");
  await expect(page.getByRole("button", { name: "PNG, what you see Show the map first (t)" })).toBeDisabled();
});

async function exported(page: Page, choice: string): Promise<{ name: string; path: string }> {
  await page.getByRole("button", { name: "Export (e)" }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("dialog", { name: "Export" }).getByText(choice, { exact: true }).click(),
  ]);
  const name = download.suggestedFilename();
  const path = test.info().outputPath(name);
  await download.saveAs(path);
  return { name, path };
}

/** How often each colour stands in a picture, and the one in its upper left corner. */
function pixelsOf(page: Page, png: Buffer) {
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const { width, height } = bitmap;
    const context = new OffscreenCanvas(width, height).getContext("2d");
    if (context === null) throw new Error("no canvas");
    context.drawImage(bitmap, 0, 0);
    const { data } = context.getImageData(0, 0, width, height);
    const colours: Record<string, number> = {};
    const hex = (at: number) =>
      `#${[0, 1, 2].map((part) => (data[at + part] ?? 0).toString(16).padStart(2, "0")).join("")}`;
    for (let at = 0; at < data.length; at += 4) {
      const colour = hex(at);
      colours[colour] = (colours[colour] ?? 0) + 1;
    }
    return { width, height, colours, corner: hex(0) };
  }, png.toString("base64"));
}
