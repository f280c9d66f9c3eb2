import { expect, type Page, test } from "@playwright/test";

/** Two minutes ago nothing changes any more. */
const moment = new Date(Math.floor(Date.now() / 1000) * 1000 - 120_000);
const past = `at=${moment.toISOString()}`;
/** The picture of that moment is there, and no longer the one before it. */
const isThere = (page: Page) =>
  expect(page.getByText(`up to ${moment.toLocaleTimeString("en-GB")}`).first()).toBeVisible();

test("every workload has the numbers the map's table has at that moment, the failing one first", async ({ page }) => {
  await page.goto(`/?as=table&${past}`);
  await page.getByRole("radio", { name: /^Workloads/ }).check({ force: true });
  await isThere(page);
  const onMap = await columns(page, ["Name", "In req/s", "Success", "In p99"]);
  await page.goto(`/services?${past}`);
  await isThere(page);
  await expect(page.getByRole("row").nth(1)).toHaveAccessibleName(/^Failing payment payments Deployment v2/);
  const listed = await columns(page, ["Name", "Version", "req/s", "Success", "p99"]);
  expect(listed.length).toBeGreaterThan(20);
  for (const [name, version, rate, ...numbers] of listed) {
    // What nobody calls is told by what it sends, which is another column of the map's table.
    if (rate?.startsWith("sends")) continue;
    expect(onMap).toContainEqual([`${name} ${version}`, rate, ...numbers]);
  }
});

test("is found by an expression, put in order, and a reload keeps both", async ({ page }) => {
  await page.goto(`/services?${past}`);
  await isThere(page);
  await page.keyboard.press("f");
  await page.keyboard.type("ns = payments and rate > 10");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "req/s" }).click();
  await expect(page).toHaveURL(/sort=-rate/);
  const names = async () => (await columns(page, ["Name", "Version"])).map((cells) => cells.join(" "));
  await expect.poll(names).toHaveLength(4);
  const sorted = await names();
  expect(sorted).not.toContain("payment v2");
  const rates = (await columns(page, ["req/s"])).map(([rate]) => Number(rate));
  expect(rates).toEqual(rates.toSorted((a, b) => b - a));
  await page.reload();
  await expect.poll(names).toEqual(sorted);
});

test("a service opens with its versions, callers and calls, and back is where one was", async ({ page }) => {
  await page.goto(`/services?rows=service&find=pay&${past}`);
  await isThere(page);
  const [, rate, success, p99] = (await columns(page, ["Name", "req/s", "Success", "p99"]))[0] ?? [];
  await page.keyboard.press("j");
  await expect(page.getByRole("link", { name: "payment", exact: true })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("payment");
  await expect(page.getByText(/^payment v2: .* of requests fail/)).toBeVisible();
  const versions = page.getByRole("table", { name: "Versions" });
  await expect(versions.getByRole("row", { name: /^Failing payment v2/ })).toBeVisible();
  await expect(page.getByRole("table", { name: "Called by" }).getByRole("link", { name: /checkout/ })).toBeVisible();
  await expect(page.getByRole("table", { name: "Calls" }).getByRole("link", { name: /ledger/ })).toBeVisible();
  await expect(page.getByText(success ?? "none", { exact: true }).first()).toBeVisible();
  await expect(page.getByText(p99 ?? "none", { exact: true }).first()).toBeVisible();
  await expect(
    page.getByRole("table", { name: "Called by" }).getByRole("cell", { name: rate ?? "none" }),
  ).toBeVisible();
  await versions.getByRole("link", { name: /v2/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("paymentv2");
  await page.goBack();
  await page.goBack();
  await expect(page.getByRole("combobox", { name: "Find" })).toHaveValue("pay");
});

test("a page is reached by the palette, shown on the map, and says when there is none", async ({ page }) => {
  await page.goto("/services");
  await expect(page.getByRole("heading", { name: "Services" })).toBeVisible();
  await page.keyboard.press("/");
  await page.getByRole("dialog").getByRole("combobox").fill("billing v2");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/services\/workload\/demo-north\/payments\/billing-v2/);
  await page.getByRole("link", { name: "Show on map" }).click();
  await expect(page.getByRole("region", { name: "Selected workload" })).toContainText("billing");
  await page.goto("/services/workload/demo-north/payments/nobody");
  await expect(page.getByRole("heading", { name: "There is no “nobody in payments”" })).toBeVisible();
  await page.getByRole("link", { name: "All services" }).click();
  await expect(page.getByRole("row", { name: /payment/ }).first()).toBeVisible();
});

/** The texts of these columns, row by row, once there are rows. */
async function columns(page: Page, names: readonly string[]): Promise<string[][]> {
  const table = page.getByRole("table").first();
  await expect(table.getByRole("row").nth(1)).toBeVisible();
  const heads = await table.getByRole("columnheader").allInnerTexts();
  const at = names.map((name) => heads.findIndex((head) => head.replace(/[↑↓\s]+$/, "") === name));
  expect(at).not.toContain(-1);
  const rows = await table.locator("tbody tr").all();
  return Promise.all(
    rows.map(async (row) => {
      const cells = await row.locator("th, td").allInnerTexts();
      return at.map((index) => (cells[index] ?? "").replace(/\s+/g, " ").trim());
    }),
  );
}
