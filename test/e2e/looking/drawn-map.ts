import { expect, type Page } from "@playwright/test";

/** The map is laid out and drawn. */
export async function ready(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(() => window.__map?.ready() ?? false)).toBe(true);
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
