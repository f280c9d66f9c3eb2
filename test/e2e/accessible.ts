import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** Fails with what axe finds wrong on the page, as it is now. */
export async function expectAccessible(page: Page): Promise<void> {
  await expectNothingFound(axeOf(page));
}

/** In both colour schemes. Axe knows these rules that look at colours; everything else is the same in the dark. */
export async function expectAccessibleInBothSchemes(page: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await expect(page.locator(`html[data-mantine-color-scheme=${colorScheme}]`)).toBeAttached();
    const axe = axeOf(page);
    await expectNothingFound(colorScheme === "light" ? axe : axe.withRules(["color-contrast", "link-in-text-block"]));
  }
}

/** Axe describes every node of the results that are asked for: those that pass are most of a page. */
function axeOf(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).options({ resultTypes: ["violations"] });
}

async function expectNothingFound(axe: AxeBuilder): Promise<void> {
  const { violations } = await axe.analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(", ")}`)).toEqual([]);
}
