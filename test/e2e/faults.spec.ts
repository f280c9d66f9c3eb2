import { expect, type Page, test } from "@playwright/test";
import { runningDemo } from "./demo.ts";

test.beforeEach(async ({ page }) => {
  await page.goto("/");
  await expect.poll(() => page.evaluate(() => window.__map?.ready() ?? false)).toBe(true);
  await expect(banner(page)).toBeHidden();
});

test("a Prometheus that hangs leaves the last picture, labelled with its growing age, and is caught up with", async ({
  page,
}) => {
  const { prometheus } = runningDemo().pids;
  process.kill(prometheus, "SIGSTOP");
  try {
    await expect(banner(page)).toBeVisible();
    const first = await ageInSeconds(page);
    const nodes = await nodeCount(page);
    expect(nodes).toBeGreaterThan(20);
    await expect.poll(() => ageInSeconds(page)).toBeGreaterThan(first);
    expect(await nodeCount(page)).toBe(nodes);
  } finally {
    process.kill(prometheus, "SIGCONT");
  }
  await expect(banner(page)).toBeHidden();
});

test("a Prometheus that is killed and comes back is found again without a reload", async ({ page }) => {
  const nodes = await nodeCount(page);
  const before = runningDemo().pids.prometheus;
  process.kill(before, "SIGKILL");
  await expect.poll(() => runningDemo().pids.prometheus).not.toBe(before);
  await expect(page.getByRole("listitem", { name: "Prometheus answers" })).toBeVisible();
  await expect(banner(page)).toBeHidden();
  // What is called seldom is measured again a little later.
  await expect.poll(() => nodeCount(page)).toBe(nodes);
});

test("a Kubernetes API that hangs is named, and the numbers go on", async ({ page }) => {
  const { mesh } = runningDemo().pids;
  process.kill(mesh, "SIGSTOP");
  try {
    await expect(page.getByRole("listitem", { name: "Kubernetes answers" })).toBeHidden();
    expect(await nodeCount(page)).toBeGreaterThan(20);
  } finally {
    process.kill(mesh, "SIGCONT");
  }
  await expect(page.getByRole("listitem", { name: "Kubernetes answers" })).toBeVisible();
});

function banner(page: Page) {
  return page.getByText(/The numbers are .* old/);
}

async function ageInSeconds(page: Page): Promise<number> {
  const words = (await banner(page).textContent()) ?? "";
  const [, minutes = "0"] = /(\d+) min/.exec(words) ?? [];
  const [, seconds = "0"] = /(\d+) s/.exec(words) ?? [];
  return Number(minutes) * 60 + Number(seconds);
}

function nodeCount(page: Page): Promise<number> {
  return page.evaluate(() => window.__map?.counts().nodes ?? 0);
}
