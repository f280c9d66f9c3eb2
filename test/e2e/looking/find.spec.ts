import { expect, type Page, test } from "@playwright/test";
import { brightNodes, ready } from "./drawn-map.ts";

test.beforeEach(async ({ page }) => {
  await page.goto("/");
  await ready(page);
});

test("an expression lights what it finds, says how much that is, and a reload keeps it", async ({ page }) => {
  await page.keyboard.press("f");
  await page.keyboard.type("errors > 1% and ns = pay");
  await expect(page.getByRole("option", { name: /^payments/ })).toBeVisible();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect.poll(() => brightEdges(page)).toEqual([expect.stringMatching(/checkout>.*payment-v2:http$/)]);
  await expect(page.getByText("1 edge, 1 workload")).toBeVisible();
  await expect(page).toHaveURL(/[?&]find=errors/);
  await page.reload();
  await ready(page);
  await expect(page.getByRole("combobox", { name: "Find" })).toHaveValue("errors > 1% and ns = payments");
  await expect.poll(() => brightEdges(page)).toHaveLength(1);
  await page.keyboard.press("t");
  await expect(page.getByRole("radio", { name: /Edges 1 of \d+/ })).toBeChecked();
  await expect(page.getByRole("table").getByRole("row", { name: /Failing checkout.*payment v2/ })).toBeVisible();
});

test("back undoes an expression in one step, however it was typed", async ({ page }) => {
  const find = page.getByRole("combobox", { name: "Find" });
  await page.keyboard.press("f");
  await find.pressSequentially("fail");
  await expect(page).toHaveURL(/find=fail$/);
  await find.pressSequentially("ing");
  await expect(page).toHaveURL(/find=failing$/);
  await page.goBack();
  await expect(page).not.toHaveURL(/find=/);
  await page.goForward();
  await expect(find).toHaveValue("failing");
});

test("a broken expression says what is wrong, and the last one stays in force", async ({ page }) => {
  const find = page.getByRole("combobox", { name: "Find" });
  await page.keyboard.press("f");
  await find.fill("failing");
  await expect.poll(() => brightEdges(page)).toHaveLength(1);
  await find.fill("failing and (errors > 1% or mtls");
  await expect(page.getByRole("status").filter({ hasText: "This bracket is never closed." })).toBeVisible();
  await expect(find).toHaveAttribute("aria-invalid", "true");
  expect(await brightEdges(page)).toHaveLength(1);
});

test("what is hidden goes, nothing else moves, and what fails is not hidden in silence", async ({ page }) => {
  const before = await places(page);
  await page.keyboard.press("h");
  await page.getByRole("combobox", { name: "Hide" }).fill("errors > 1% or ns = shop");
  await expect.poll(async () => (await places(page)).size).toBeLessThan(before.size);
  for (const [id, at] of await places(page)) expect(at).toBe(before.get(id));
  await expect(page.getByRole("region", { name: "Problems" }).getByText("payment v2").first()).toBeVisible();
  await expect(page.getByText("1 failing edge is hidden")).toBeVisible();
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await expect.poll(() => failingEdges(page)).toBe(1);
  await page.getByRole("button", { name: "Show everything as usual" }).click();
  await expect.poll(() => places(page)).toEqual(before);
});

test("focus keeps a workload's calls bright, as far as asked, and all paths to another", async ({ page }) => {
  const orders = await idOf(page, "orders");
  await page.goto(`/?sel=node:${orders}`);
  await ready(page);
  await page.keyboard.press("1");
  await expect(page).toHaveURL(/focus=1:/);
  await expect.poll(() => brightNodes(page)).toEqual(expect.arrayContaining(["checkout", "orders", "legacy-erp"]));
  expect(await brightNodes(page)).not.toContain("storefront");
  await page.keyboard.press("2");
  await expect.poll(() => brightNodes(page)).toContain("storefront");
  await page.getByRole("combobox", { name: "Paths between" }).selectOption({ label: "from ingress v1" });
  await expect.poll(() => brightNodes(page)).not.toContain("legacy-erp");
  expect(await brightNodes(page)).toEqual(expect.arrayContaining(["ingress", "storefront", "checkout", "orders"]));
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await expect(page).not.toHaveURL(/focus=/);
});

test("a view with a name is there again, in the list and in the palette", async ({ page }) => {
  await page.goto("/?ns=payments&find=failing");
  await ready(page);
  await page.getByRole("button", { name: "Saved views" }).click();
  await page.getByRole("textbox", { name: "Name for this view" }).fill("Payments in trouble");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("list", { name: "Saved views" }).getByText("Payments in trouble")).toBeVisible();
  await page.goto("/");
  await ready(page);
  await page.keyboard.press("/");
  await page.getByRole("dialog").getByRole("combobox").fill("in trouble");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/ns=payments&find=failing/);
});

function brightEdges(page: Page): Promise<string[]> {
  return page.evaluate(
    () =>
      window.__map
        ?.edges()
        .filter(({ classes }) => !classes.includes("dim"))
        .map(({ id }) => id) ?? [],
  );
}

function failingEdges(page: Page): Promise<number> {
  return page.evaluate(() => window.__map?.edges().filter(({ classes }) => classes.includes("failing")).length ?? 0);
}

async function places(page: Page): Promise<ReadonlyMap<string, string>> {
  const nodes = await page.evaluate(
    () => window.__map?.nodes().map(({ id, x, y }) => [id, `${x} ${y}`] as const) ?? [],
  );
  return new Map(nodes);
}

async function idOf(page: Page, title: string): Promise<string> {
  const id = await page.evaluate((wanted) => window.__map?.nodes().find((node) => node.title === wanted)?.id, title);
  expect(id, `${title} is drawn`).toBeDefined();
  return id ?? "";
}
