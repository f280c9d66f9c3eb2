import { expect, type Page, test } from "@playwright/test";

test.use({ timezoneId: "Europe/Oslo" });

test.beforeEach(async ({ page }) => {
  await page.goto("/");
  await expect.poll(() => page.evaluate(() => window.__map?.ready() ?? false)).toBe(true);
});

test("a moment is typed, understood as it is typed, and kept by everything else on screen", async ({ page }) => {
  await page.keyboard.press("n");
  await expect(page).toHaveURL(/sel=edge/);
  await page.keyboard.press("a");
  const dialog = page.getByRole("dialog", { name: "Choose a moment in the past" });
  await dialog.getByLabel("Moment").fill("40 min a");
  await expect(dialog.getByRole("button", { name: "Show" })).toBeDisabled();
  await dialog.getByLabel("Moment").fill("40 min ago");
  await expect(dialog.getByText(/\d\d:\d\d:\d\d CES?T · 40 min ago/)).toBeVisible();
  await dialog.getByText("UTC", { exact: true }).last().click();
  await expect(dialog.getByText(/\d\d:\d\d:\d\d UTC · 40 min ago/)).toBeVisible();
  await dialog.getByLabel("Moment").press("Enter");
  await expect(page.getByText(/^Past: .*UTC, 40 min ago/)).toBeVisible();
  await expect(page).toHaveTitle(/^Past (\w{3} )?\d\d:\d\d/);
  await expect(page).toHaveURL(/sel=edge/);
  await page.keyboard.press("l");
  await expect(page.getByText(/^Past:/)).toBeHidden();
  await expect(page).toHaveTitle(/^(?!Past)/);
  await expect(page).toHaveURL(/sel=edge/);
});

test("any window can be typed, and one that is too narrow is said to be widened", async ({ page }) => {
  await page.getByRole("button", { name: /^Window:/ }).click();
  const dialog = page.getByRole("dialog", { name: "Choose a window" });
  await dialog.getByLabel("Window").fill("1s");
  await expect(dialog.getByText(/Fyr widens it to/)).toBeVisible();
  await dialog.getByLabel("Window").fill("2m 30s");
  await dialog.getByLabel("Window").press("Enter");
  await expect(page).toHaveURL(/window=150/);
  await expect(page.getByRole("button", { name: "Window: last 150 s" })).toBeVisible();
});

test("the hand on the timeline is followed by one question at a time", async ({ page }) => {
  let open = 0;
  let most = 0;
  let asked = 0;
  let letGo = () => {};
  const held = new Promise<void>((done) => {
    letGo = done;
  });
  await page.route(/\/api\/topology\?.*at=/, async (route) => {
    asked++;
    most = Math.max(most, ++open);
    await held;
    const answer = await route.fetch();
    open--;
    await route.fulfill({ response: answer });
  });
  const { x, y, width } = await boxOfTimeline(page);
  await page.mouse.move(x + width * 0.8, y);
  await page.mouse.down();
  for (let step = 0; step < 30; step++) await page.mouse.move(x + width * (0.8 - step / 100), y);
  const behind = page.getByRole("region", { name: "Timeline" }).getByText(/picture of/);
  await expect(behind).toBeVisible();
  letGo();
  // The picture comes after where the hand rests.
  await expect(behind).toBeHidden();
  await expect(page.getByText(/^Past:/)).toBeVisible();
  expect(asked).toBeGreaterThan(0);
  expect(most).toBe(1);
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await page.mouse.up();
  await expect(page).toHaveURL(/at=/);
});

test("the timeline is walked and widened by keys", async ({ page }) => {
  const slider = page.getByRole("slider", { name: "Moment on screen" });
  const from = async () => Number(await slider.getAttribute("min"));
  await slider.focus();
  await page.keyboard.press("Shift+ArrowLeft");
  await expect(page).toHaveURL(/at=/);
  const first = new URL(page.url()).searchParams.get("at") ?? "";
  await page.keyboard.press("ArrowLeft");
  await expect.poll(() => new URL(page.url()).searchParams.get("at") ?? "").not.toBe(first);
  const before = await from();
  await page.keyboard.press("-");
  await expect.poll(from).toBeLessThan(before);
  await page.keyboard.press("End");
  await expect(page).not.toHaveURL(/at=/);
});

test("what the timeline covers is in the address: a link shows it, and back leads to what it was", async ({ page }) => {
  const shows = page.getByRole("combobox", { name: "shows" });
  await shows.selectOption("1 h");
  await expect(page).toHaveURL(/timeline=3600/);
  await page.getByRole("button", { name: /^Timeline: earlier/ }).click();
  await expect(page).toHaveURL(/timeline=3600,/);
  const slider = page.getByRole("slider", { name: "Moment on screen" });
  const moved = await slider.getAttribute("min");
  await page.goto(page.url());
  await expect(shows).toHaveValue("3600");
  await expect(slider).toHaveAttribute("min", moved ?? "");
  await page.goBack();
  await expect(page).not.toHaveURL(/timeline=/);
  await expect(shows).toHaveValue("10800");
});

async function boxOfTimeline(page: Page) {
  const box = await page.getByRole("slider", { name: "Moment on screen" }).boundingBox();
  if (box === null) throw new Error("The timeline is not on screen.");
  return { x: box.x, y: box.y + box.height / 3, width: box.width };
}
