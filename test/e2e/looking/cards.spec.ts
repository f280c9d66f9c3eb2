import { expect, type Page, test } from "@playwright/test";
import { clickOn, ready } from "./drawn-map.ts";

test.beforeEach(async ({ page }) => {
  await page.goto("/?open=-");
  await ready(page);
});

test("a folded mesh is one card a namespace, with what fails between them", async ({ page }) => {
  expect(await cards(page)).toEqual(["checkout", "edge", "istio-system", "legacy", "payments", "platform", "shop"]);
  await expect.poll(() => page.evaluate(() => window.__map?.boxes().length)).toBe(0);
  await expect
    .poll(() => page.evaluate(() => window.__map?.edges().filter(({ classes }) => classes.includes("failing")).length))
    .toBe(1);
});

test("a click opens a card, the address keeps it, and folding it puts everything back", async ({ page }) => {
  const before = await places(page);
  await clickOn(page, await idOf(page, "shop"));
  await expect(page).toHaveURL(/open=shop/);
  await expect.poll(() => cards(page)).toEqual(["checkout", "edge", "istio-system", "legacy", "payments", "platform"]);
  await page.reload();
  await expect.poll(() => page.evaluate(() => window.__map?.boxes().map(({ name }) => name))).toEqual(["shop"]);
  await page.goBack();
  await expect.poll(() => cards(page)).toHaveLength(7);
  await expect.poll(() => places(page)).toEqual(before);
});

test("a link to something inside a folded namespace opens it first, and keeps it open", async ({ page }) => {
  await clickOn(page, await idOf(page, "shop"));
  await expect.poll(() => titles(page)).toContain("fx-rates");
  await page.goto(`/?open=-&sel=node:${await idOf(page, "fx-rates")}`);
  await expect(page.getByRole("region", { name: "Selected workload" }).getByRole("heading", { level: 2 })).toHaveText(
    /fx-rates/,
  );
  await expect(page).toHaveURL(/open=shop/);
  await page.keyboard.press("Escape");
  await expect.poll(() => titles(page)).toContain("fx-rates");
});

test("a folded namespace that is selected shows its numbers and stays folded", async ({ page }) => {
  await page.goto("/?open=-&sel=namespace:shop");
  await expect(page.getByRole("region", { name: "Selected namespace" }).getByRole("heading", { level: 2 })).toHaveText(
    /shop/,
  );
  await expect.poll(() => cards(page)).toContain("shop");
});

test("a line between cards says what its calls come to", async ({ page }) => {
  const failing = () =>
    page.evaluate(() => window.__map?.edges().find(({ classes }) => classes.includes("failing"))?.id ?? "");
  await expect.poll(failing).toMatch(/:all$/);
  await page.goto(`/?open=-&sel=edge:${await failing()}`);
  const panel = page.getByRole("region", { name: "Selected line" });
  await expect(panel.getByText(/of \d+ are not well/)).toBeVisible();
  await panel.getByRole("button", { name: /payment v2/ }).click();
  await expect(page.getByRole("region", { name: "Selected edge" })).toBeVisible();
});

test("one key opens everything and folds it again", async ({ page }) => {
  await page.keyboard.press("o");
  await expect(page).toHaveURL(/closed=-/);
  await expect.poll(() => cards(page)).toEqual([]);
  await page.keyboard.press("o");
  await expect(page).toHaveURL(/open=-/);
  await expect.poll(() => cards(page)).toHaveLength(7);
});

test("the keyboard opens a card, and folds the namespace one stands in", async ({ page }) => {
  const map = page.getByRole("application", { name: "Map of the mesh" });
  await map.focus();
  await page.keyboard.press("ArrowRight");
  await expect(map).toContainText(/namespace .*, folded/);
  await page.keyboard.press("Enter");
  await expect.poll(() => cards(page)).toHaveLength(6);
  await page.keyboard.press("Backspace");
  await expect.poll(() => cards(page)).toHaveLength(7);
});

function nodes(page: Page) {
  return page.evaluate(() => window.__map?.nodes() ?? []);
}

async function titles(page: Page): Promise<string[]> {
  return (await nodes(page)).map(({ title }) => title);
}

async function cards(page: Page): Promise<string[]> {
  const drawn = await nodes(page);
  return drawn
    .filter(({ classes }) => classes.includes("shape-card"))
    .map(({ title }) => title)
    .sort();
}

async function idOf(page: Page, name: string): Promise<string> {
  return (await nodes(page)).find(({ title }) => title === name)?.id ?? "";
}

async function places(page: Page): Promise<string[]> {
  return (await nodes(page)).map(({ id, x, y }) => `${id} ${Math.round(x)} ${Math.round(y)}`).sort();
}
