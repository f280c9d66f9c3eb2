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
  const [ledger, ingress] = [await placeOn(page, small, "ledger"), await placeOn(page, small, "ingress")];
  await page.mouse.click(ledger.x, ledger.y);
  await expect.poll(() => inSight(page)).toContain("ledger");
  expect(before).not.toContain("bank-api");
  await page.mouse.move(ledger.x, ledger.y);
  await page.mouse.down();
  await page.mouse.move(ingress.x, ingress.y, { steps: 4 });
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

/** Where the minimap shows a node: the whole of the map lies in its middle, as large as it can be. */
async function placeOn(page: Page, small: { x: number; y: number; width: number; height: number }, title: string) {
  const nodes = await page.evaluate(() => window.__map?.nodes() ?? []);
  const node = nodes.find((each) => each.title === title);
  if (node === undefined) throw new Error(`${title} is not on the map.`);
  const [xs, ys] = [nodes.map(({ x }) => x), nodes.map(({ y }) => y)];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const [wide, high] = [Math.max(...xs) - left, Math.max(...ys) - top];
  const scale = 0.85 * Math.min(small.width / wide, small.height / high);
  return {
    x: small.x + small.width / 2 + (node.x - left - wide / 2) * scale,
    y: small.y + small.height / 2 + (node.y - top - high / 2) * scale,
  };
}
