import { expect, type Page } from "@playwright/test";

/** The map is laid out and drawn. */
export async function ready(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(() => window.__map?.ready() ?? false)).toBe(true);
}

/** Clicks on a node, an edge or a namespace once it stands still. */
export async function clickOn(page: Page, id: string): Promise<void> {
  let point: { x: number; y: number } | undefined;
  const rests = async () => {
    const before = point;
    point = await page.evaluate((wanted) => window.__map?.pointOf(wanted), id);
    return point !== undefined && point.x === before?.x && point.y === before?.y;
  };
  await expect.poll(rests, `${id} is drawn and rests`).toBe(true);
  await page.mouse.click(point?.x ?? 0, point?.y ?? 0);
}

/** Titles of what is not dimmed. */
export function brightNodes(page: Page): Promise<string[]> {
  return page.evaluate(
    () =>
      window.__map
        ?.nodes()
        .filter(({ classes }) => !classes.includes("dim"))
        .map(({ title }) => title) ?? [],
  );
}
