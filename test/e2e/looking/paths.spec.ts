import { expect, type Page, test } from "@playwright/test";
import { brightNodes, clickOn, ready } from "./drawn-map.ts";

test.beforeEach(async ({ page }) => {
  await page.goto("/");
  await ready(page);
});

test("Shift and a click on a second workload list the paths to it, worst first, and dim the rest", async ({ page }) => {
  await clickOn(page, await idOf(page, "storefront"));
  await expect(page.getByRole("region", { name: "Selected workload" })).toBeVisible();
  const payment = await page.evaluate(() => window.__map?.nodes().find(({ id }) => id.endsWith("payment-v2"))?.id);
  await page.keyboard.down("Shift");
  await clickOn(page, payment ?? "");
  await page.keyboard.up("Shift");
  await expect(page).toHaveURL(/focus=paths:/);
  const paths = page.getByRole("region", { name: "Paths" });
  await expect(paths.getByRole("heading", { level: 2 })).toHaveText(/^\d+ paths? from storefront to payment v2$/);
  const first = paths.getByRole("row").nth(1);
  await expect(first).toContainText(/9\d\.\d+ %.*m?s.*storefront→ checkout→ payment v2/);
  await expect.poll(() => brightNodes(page)).toEqual(expect.arrayContaining(["storefront", "checkout", "payment"]));
  expect(await brightNodes(page)).not.toContain("legacy-erp");
  await first.getByRole("button", { name: "checkout → payment v2" }).click();
  await expect(page.getByRole("region", { name: "Selected edge" }).getByRole("heading", { level: 2 })).toHaveText(
    /checkout → payment/,
  );
  await page.reload();
  await expect(paths.getByRole("heading", { level: 2 })).toHaveText(/from storefront to payment v2$/);
  await paths.getByRole("button", { name: "Paths from payment v2 to storefront" }).click();
  await expect(paths).toContainText("No path from payment v2 to storefront");
  await paths.getByRole("button", { name: /^From storefront to payment v2 there (is|are) \d+ paths?$/ }).click();
  await expect(paths.getByRole("heading", { level: 2 })).toHaveText(/from storefront to payment v2$/);
});

test("the palette asks from whom and to whom, with nothing selected", async ({ page }) => {
  await page.keyboard.press("/");
  const field = page.getByRole("dialog").getByRole("combobox");
  await field.fill("paths");
  await page.keyboard.press("Enter");
  await expect(field).toHaveAccessibleName("Paths from which one?");
  await field.fill("storefront");
  await page.keyboard.press("Enter");
  await expect(field).toHaveAccessibleName(/^Paths from storefront.* to which one\?$/);
  await field.fill("payment v2");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: "Paths" }).getByRole("heading", { level: 2 })).toHaveText(
    /^\d+ paths? from storefront to payment v2$/,
  );
});

async function idOf(page: Page, title: string): Promise<string> {
  const id = await page.evaluate((wanted) => window.__map?.nodes().find((node) => node.title === wanted)?.id, title);
  expect(id, `${title} is drawn`).toBeDefined();
  return id ?? "";
}
