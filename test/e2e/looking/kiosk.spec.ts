import { expect, type Page, test } from "@playwright/test";

test("the kiosk shows the time, the sentence and the map alone, flies to what fails and back, and Esc leaves it", async ({
  page,
}) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto("/?kiosk=5");
  await expect.poll(() => page.evaluate(() => window.__map?.ready() ?? false)).toBe(true);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/1 edge failing/);
  await expect(page.getByText(/ · (UTC|GMT)/)).toBeVisible();
  await expect(page.getByRole("list", { name: "Sources" })).toContainText("Prometheus");
  await expect(page.getByRole("navigation")).toHaveCount(0);
  await expect(page.getByRole("toolbar", { name: "Map view" })).toHaveCount(0);
  // It goes on by itself: each stop is written down as it passes.
  const stops = await watchStops(page);
  const firstRound = async () => {
    const passed = await stops();
    const from = passed.findIndex(({ problem }) => problem === "");
    return from < 0 ? [] : passed.slice(from, from + 3);
  };
  await expect.poll(async () => (await firstRound()).length).toBe(3);
  const [whole, close] = await firstRound();
  expect(close?.problem).toMatch(/checkout → payment v2.*% errors/);
  expect(close?.zoom).toBeGreaterThan(whole?.zoom ?? 0);
  await expect.poll(async () => (await firstRound())[2]?.zoom).toBe(whole?.zoom);
  const problem = page.getByRole("region", { name: "Problems" }).locator("[aria-current=true]");
  await page.keyboard.press("n");
  await expect(problem).toHaveCount(1);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("toolbar", { name: "Map view" })).toBeVisible();
  await expect(page).not.toHaveURL(/kiosk/);
});

test("the palette opens the kiosk, and its button leaves it", async ({ page }) => {
  await page.goto("/");
  await expect.poll(() => page.evaluate(() => window.__map?.ready() ?? false)).toBe(true);
  await page.keyboard.press("/");
  await page.getByRole("dialog").getByRole("combobox").fill("kiosk");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/[?&]kiosk=on/);
  await page.mouse.move(600, 500);
  await page.getByRole("button", { name: "Leave Esc" }).click();
  await expect(page).not.toHaveURL(/kiosk/);
});

test("z fills the screen with the map, and what opens above it is seen", async ({ page }) => {
  await page.goto("/");
  await expect.poll(() => page.evaluate(() => window.__map?.ready() ?? false)).toBe(true);
  await page.keyboard.press("z");
  const leave = page.getByRole("button", { name: "Leave full screen (z)" });
  await expect(leave).toBeVisible();
  const map = await page.locator("[data-full=true]").boundingBox();
  expect(map).toMatchObject({ x: 0, y: 0 });
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keys" })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("z");
  await expect(leave).toBeHidden();
});

interface Stop {
  /** Empty: the whole. */
  readonly problem: string;
  readonly zoom: number;
}

/** What the wall comes by from now on, each stop as it was last seen. */
async function watchStops(page: Page): Promise<() => Promise<readonly Stop[]>> {
  const watched = await page.evaluateHandle(() => {
    const stops: { problem: string; zoom: number }[] = [];
    const look = () => {
      const problem = document.querySelector("[aria-current=true]")?.textContent ?? "";
      const last = stops.at(-1);
      if (last !== undefined && (last.problem === "") === (problem === "")) stops.pop();
      stops.push({ problem, zoom: window.__map?.viewport().zoom ?? 0 });
      requestAnimationFrame(look);
    };
    look();
    return stops;
  });
  return () => watched.jsonValue();
}
