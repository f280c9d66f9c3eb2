import { expect, type Page, test } from "@playwright/test";

test.use({ contextOptions: { reducedMotion: "reduce" } });

test("in a small window with the inspector open no control lies on another, and the sentence is read whole", async ({
  page,
}) => {
  await page.goto("/");
  await expect.poll(() => page.evaluate(() => window.__map?.ready() ?? false)).toBe(true);
  const legend = page.getByText("width = req/s, log");
  await expect(legend).toBeVisible();
  await page.keyboard.press("n");
  // The room that is left is the map's.
  await expect(legend).toBeHidden();
  for (let press = 0; press < 4; press++) await page.getByRole("button", { name: "Zoom in" }).click();
  await expect(page.locator("[data-needed=true] canvas")).toBeVisible();
  await page.setViewportSize({ width: 1024, height: 700 });
  await expect(page.getByRole("button", { name: "Close (Esc)" })).toBeVisible();
  // A window that was just made smaller is laid out anew a moment later.
  await expect.poll(() => overlaps(page, "header button, header label")).toEqual([]);
  const sentence = page.getByRole("heading", { level: 1 });
  await expect.poll(() => sentence.evaluate((all) => all.scrollWidth - all.clientWidth)).toBe(0);
  // There is no room for it beside the controls.
  await expect(page.locator("[data-needed=true] canvas")).toBeHidden();
});

test("at 200 % zoom the route, its weights and their comparison stand below each other", async ({ page }) => {
  await page.setViewportSize({ width: 720, height: 450 });
  await page.goto("/traffic/payments/payment");
  await expect(page.getByRole("slider").first()).toBeAttached();
  await page.getByRole("button", { name: "Review change" }).scrollIntoViewIfNeeded();
  await expect(page.getByRole("button", { name: "Review change" })).toBeInViewport();
  // Neither sideways, nor down by what only screen readers are told: the page scrolls within its frame.
  const overflow = () =>
    page.evaluate(() => {
      const { scrollWidth, scrollHeight } = document.documentElement;
      return [scrollWidth - window.innerWidth, scrollHeight - window.innerHeight];
    });
  await expect.poll(overflow).toEqual([0, 0]);
});

test("in the smallest window the map is in sight and in reach while the inspector is open", async ({ page }) => {
  await page.setViewportSize({ width: 800, height: 600 });
  await page.goto("/");
  await expect.poll(() => page.evaluate(() => window.__map?.ready() ?? false)).toBe(true);
  await page.keyboard.press("n");
  const inspector = page.getByRole("region", { name: "Selected edge" });
  await expect(inspector.getByRole("heading", { level: 2 })).toBeInViewport();
  const mapInSight = async () => {
    const [map, panel] = [await page.getByRole("application").boundingBox(), await inspector.boundingBox()];
    return (panel?.y ?? 0) - (map?.y ?? 0);
  };
  await expect.poll(mapInSight).toBeGreaterThan(100);
  await page.getByRole("button", { name: "Fit the whole map (0)" }).click();
});

test("beside the inspector the table's choices are read whole", async ({ page }) => {
  await page.goto("/?as=table");
  await expect(page.getByRole("table").first()).toBeVisible();
  await page.keyboard.press("n");
  await expect(page.getByRole("button", { name: "Close (Esc)" })).toBeVisible();
  const choice = page.locator("label").filter({ hasText: "external" });
  const isCut = async () => {
    const [group, words] = [await choice.locator("xpath=..").boundingBox(), await choice.boundingBox()];
    return (words?.height ?? 1) > (group?.height ?? 0);
  };
  await expect.poll(isCut).toBe(false);
});

/** Pairs of what is matched that cover each other by more than a hairline. */
function overlaps(page: Page, selector: string): Promise<string[]> {
  return page.locator(selector).evaluateAll((parts) => {
    const boxes = parts.map((part) => ({ part, box: part.getBoundingClientRect() }));
    return boxes.flatMap(({ part, box }, at) =>
      boxes.slice(at + 1).flatMap((other) => {
        const isInside = part.contains(other.part) || other.part.contains(part);
        const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
        const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
        return !isInside && across > 2 && down > 2 ? [`${part.textContent} on ${other.part.textContent}`] : [];
      }),
    );
  });
}
