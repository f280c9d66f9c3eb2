import { expect, type Page, test } from "@playwright/test";
import { ready } from "./drawn-map.ts";

test.beforeEach(async ({ page }) => {
  await page.goto("/");
  await ready(page);
});

const grains = [
  { name: "App", address: /grain=app/, failing: /app\/.*\/checkout>app\/.*\/payment:http$/ },
  { name: "Version", address: /grain=versionedApp/, failing: /checkout(\/v\d+)?>app\/.*\/payment\/v2:http$/ },
  { name: "Service", address: /grain=service/, failing: />service\/.*\/payment:http$/ },
  { name: "Namespace", address: /grain=namespace/, failing: /namespace\/.*\/checkout>namespace\/.*\/payments:http$/ },
];

test("every grain is there without asking, fails where the canary does, and goes back", async ({ page }) => {
  const asked: string[] = [];
  page.on("request", (request) => request.url().includes("/api/topology") && asked.push(request.url()));
  for (const { name, address, failing } of grains) {
    await choose(page, name);
    await expect(page).toHaveURL(address);
    await expect.poll(() => failingEdges(page)).toEqual([expect.stringMatching(failing)]);
    const [id = ""] = await failingEdges(page);
    const says = name === "Version" ? /errors$/ : /payment v2: .*errors$/;
    await expect.poll(() => labelOf(page, id)).toMatch(says);
  }
  expect(asked).toEqual([]);
  await page.goBack();
  await expect(page).toHaveURL(/grain=service/);
  await expect(page.getByRole("radio", { name: "Service" })).toBeChecked();
});

test("a problem is shown by the edge that holds it, which leads back to it", async ({ page }) => {
  await choose(page, "App");
  await page.keyboard.press("n");
  const panel = page.getByRole("region", { name: "Selected edge" });
  await expect(panel.getByText(/^Holds checkout → payment v2/)).toBeVisible();
  await expect(panel.getByText(/^payment v2: .* of requests fail/)).toBeVisible();
  await panel.getByRole("button", { name: /checkout → payment v2/ }).click();
  await expect(page).not.toHaveURL(/grain=/);
  await expect(page).toHaveURL(/sel=edge:workload.*payment-v2/);
});

test("a link made at one grain and opened at another shows what it meant", async ({ page }) => {
  await choose(page, "App");
  await expect.poll(() => failingEdges(page)).toHaveLength(1);
  const [id = ""] = await failingEdges(page);
  await page.goto(`/?sel=edge:${id}`);
  await expect(page).toHaveURL(/grain=app/);
  const title = page.getByRole("region", { name: "Selected edge" }).getByRole("heading", { level: 2 });
  await expect(title).toHaveText("checkout → payment");
  await page.goto(`/?grain=namespace&sel=edge:${id}`);
  await expect(page).toHaveURL(/sel=edge:namespace/);
  await expect(page).toHaveURL(/grain=namespace/);
});

test("services stand between callers and workloads when asked for, with the same numbers on both sides", async ({
  page,
}) => {
  await page.keyboard.press("s");
  await expect(page).toHaveURL(/serviceNodes=true/);
  await expect.poll(async () => (await failingEdges(page)).length).toBe(2);
  expect(await failingEdges(page)).toEqual([
    expect.stringMatching(/^service\/.*\/payment>workload\/.*\/payment-v2:http$/),
    expect.stringMatching(/checkout>service\/.*\/payment:http$/),
  ]);
  await page.keyboard.press("s");
  await expect.poll(async () => (await failingEdges(page)).length).toBe(1);
});

test("the table has the rows of the grain, and nodes come back to where they stood", async ({ page }) => {
  const before = await places(page);
  await choose(page, "App");
  await expect.poll(async () => [...(await places(page)).keys()].some((id) => id.startsWith("app/"))).toBe(true);
  await page.keyboard.press("t");
  await expect(page.getByRole("radio", { name: /^Edges/ })).toBeVisible();
  await page.getByText(/^Apps \d+/).click();
  await expect(page.getByRole("table").getByRole("row", { name: /Failing payment / })).toHaveCount(1);
  await page.keyboard.press("t");
  await choose(page, "Workload");
  await expect.poll(() => places(page)).toEqual(before);
});

async function choose(page: Page, name: string): Promise<void> {
  await page
    .getByRole("group", { name: /A node is one/ })
    .getByText(name, { exact: true })
    .click();
}

function failingEdges(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const failing = window.__map?.edges().filter(({ classes }) => classes.includes("failing")) ?? [];
    return failing.map(({ id }) => id).sort();
  });
}

function labelOf(page: Page, id: string): Promise<string> {
  return page.evaluate((of) => window.__map?.labels()[of]?.[0] ?? "", id);
}

async function places(page: Page): Promise<ReadonlyMap<string, string>> {
  const nodes = await page.evaluate(
    () => window.__map?.nodes().map(({ id, x, y }) => [id, `${x} ${y}`] as const) ?? [],
  );
  return new Map(nodes);
}
