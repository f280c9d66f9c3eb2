import { expect, type Page, test } from "@playwright/test";
import { clickOn, ready } from "./drawn-map.ts";

test.beforeEach(async ({ page }) => {
  await page.goto("/");
  await ready(page);
});

test("says in words which edge fails, how badly and since when", async ({ page }) => {
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/1 edge failing since (\w{3} )?\d\d:\d\d/);
  const problem = page.getByRole("region", { name: "Problems" }).getByRole("button", { name: /checkout → payment v2/ });
  await expect(problem).toHaveAccessibleName(/\d % errors, .*50[34].*p99 .* its usual .*Since (\w{3} )?\d\d:\d\d/);
});

test("draws the failing edge unlike all others, with its number", async ({ page }) => {
  await expect.poll(() => failingEdges(page)).toHaveLength(1);
  const [edge] = await failingEdges(page);
  expect(edge?.id).toContain("payment-v2");
  const label = await page.evaluate((id) => window.__map?.labels()[id], edge?.id ?? "");
  expect(label?.join(" ")).toMatch(/\d % errors p99 [\d.]+ m?s/);
});

test("a click on the failing edge opens its numbers and charts, and a reload keeps them", async ({ page }) => {
  const [edge] = await failingEdges(page);
  await clickOn(page, edge?.id ?? "");
  const inspector = page.getByRole("region", { name: "Selected edge" });
  await expect(inspector.getByRole("heading", { level: 2 })).toHaveText(/checkout → payment/);
  await expect(inspector.getByRole("figure", { name: /^Success rate from/ })).toBeVisible();
  for (const quantile of ["p50", "p95", "p99"]) {
    await expect(inspector.getByRole("figure", { name: new RegExp(`^${quantile} from .* ms`) })).toBeVisible();
  }
  await expect(inspector.getByRole("row", { name: /503 UF could not connect to upstream/ })).toBeVisible();
  await page.reload();
  await expect(inspector.getByRole("heading", { level: 2 })).toHaveText(/checkout → payment/);
});

test("a click on a workload and on a namespace opens theirs", async ({ page }) => {
  const orders = await page.evaluate(() => window.__map?.nodes().find(({ title }) => title === "orders")?.id);
  await clickOn(page, orders ?? "");
  const node = page.getByRole("region", { name: "Selected workload" });
  await expect(node.getByRole("heading", { level: 2 })).toHaveText(/orders/);
  await expect(node.getByText(/node-[abc]/).first()).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(node).toBeHidden();
  const shop = await page.evaluate(() => window.__map?.boxes().find(({ name }) => name === "shop")?.id);
  await clickOn(page, shop ?? "");
  await expect(page.getByRole("region", { name: "Selected namespace" }).getByRole("heading", { level: 2 })).toHaveText(
    /shop/,
  );
});

test("nodes stay where they are across a reload and while numbers move", async ({ page }) => {
  const places = () =>
    page.evaluate(() =>
      window.__map
        ?.nodes()
        .map(({ id, x, y }) => `${id} ${x} ${y}`)
        .sort(),
    );
  const before = await places();
  const clock = await meta(page);
  await expect.poll(() => meta(page)).not.toBe(clock);
  expect(await places()).toEqual(before);
  await page.reload();
  await ready(page);
  expect(await places()).toEqual(before);
});

test("the table holds what the map shows, with the same selection", async ({ page }) => {
  await page.keyboard.press("n");
  await page.keyboard.press("t");
  await expect(page).toHaveURL(/as=table/);
  const row = page.getByRole("row", { name: /checkout.*payment.*v2/i }).first();
  await expect(row).toContainText(/%/);
  const edges = await page.getByRole("table").first().getByRole("row").count();
  await page.keyboard.press("t");
  await expect.poll(() => page.evaluate(() => window.__map?.counts().edges ?? 0)).toBe(edges - 1);
});

test("the palette finds a workload by a few letters", async ({ page }) => {
  await page.keyboard.press("/");
  await page.getByRole("dialog").getByRole("combobox").fill("fxr");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: "Selected workload" }).getByRole("heading", { level: 2 })).toHaveText(
    /fx-rates/,
  );
});

test("the past shows the mesh before it failed, by the same link for everybody", async ({ page, context }) => {
  const at = new Date(Date.now() - 40 * 60_000).toISOString();
  await page.goto(`/?at=${at}`);
  await expect(page.getByRole("radio", { name: "Past" })).toBeChecked();
  // Until the past is there the live picture stands in for it.
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^All \d+ workloads.* are well\.$/);
  await expect.poll(() => failingEdges(page)).toHaveLength(0);
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(other.getByRole("heading", { level: 1 })).toHaveText(
    (await page.getByRole("heading", { level: 1 }).textContent()) ?? "",
  );
});

function failingEdges(page: Page) {
  return page.evaluate(() => window.__map?.edges().filter(({ classes }) => classes.includes("failing")) ?? []);
}

/** Something on screen that changes with every refresh: the second lines of all nodes. */
function meta(page: Page): Promise<string> {
  return page.evaluate(() => JSON.stringify(window.__map?.nodes().map((node) => node.meta)));
}
