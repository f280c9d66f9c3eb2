import { expect, type Page, test } from "@playwright/test";

test.beforeEach(async ({ page }) => {
  await page.goto("/");
  await expect.poll(() => page.evaluate(() => window.__map?.ready() ?? false)).toBe(true);
});

test("the minimap comes when some of the map is out of sight, goes there on a click, and goes again", async ({
  page,
}) => {
  await expect(fold(page)).toBeHidden();
  for (let press = 0; press < 4; press++) await page.getByRole("button", { name: "Zoom in" }).click();
  await expect(fold(page)).toBeVisible();
  const before = await inSight(page);
  const small = await page.locator("[data-needed=true] canvas").boundingBox();
  if (small === null) throw new Error("The minimap is not drawn.");
  // The lower right of the demo: payments and what it calls.
  await page.mouse.click(small.x + small.width * 0.8, small.y + small.height * 0.75);
  await expect.poll(() => inSight(page)).toContain("ledger");
  expect(before).not.toContain("bank-api");
  const at = { x: small.x + small.width * 0.8, y: small.y + small.height * 0.75 };
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  await page.mouse.move(small.x + small.width * 0.1, small.y + small.height * 0.3, { steps: 4 });
  await page.mouse.up();
  await expect.poll(() => inSight(page)).toContain("ingress");
  await expect(page).toHaveURL(/view=/);
  await page.keyboard.press("0");
  await expect(fold(page)).toBeHidden();
});

test("a folded minimap stays folded", async ({ page }) => {
  for (let press = 0; press < 4; press++) await page.getByRole("button", { name: "Zoom in" }).click();
  await fold(page).click();
  await expect(page.locator("[data-needed=true] canvas")).toBeHidden();
  // The address says where one looks once the map has come to rest.
  await expect(page).toHaveURL(/view=/);
  await page.reload();
  const show = page.getByRole("button", { name: "Show the minimap" });
  await expect(show).toBeVisible();
  await show.click();
  await expect(page.locator("[data-needed=true] canvas")).toBeVisible();
});

function fold(page: Page) {
  return page.getByRole("button", { name: "Fold the minimap" });
}

/** Titles of the nodes whose middle is on the map's part of the screen. */
function inSight(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const nodes = window.__map?.nodes() ?? [];
    return nodes
      .filter(({ id }) => {
        const at = window.__map?.pointOf(id);
        return at !== undefined && at.x > 280 && at.x < innerWidth && at.y > 84 && at.y < innerHeight - 60;
      })
      .map(({ title }) => title);
  });
}
