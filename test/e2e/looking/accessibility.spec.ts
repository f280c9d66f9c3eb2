import { AxeBuilder } from "@axe-core/playwright";
import { expect, test } from "@playwright/test";

const pages = [
  { name: "the map", path: "/", ready: "Problems" },
  { name: "the table", path: "/?as=table", ready: "Problems" },
  { name: "the kiosk", path: "/?kiosk", ready: "failing" },
  {
    name: "paths",
    path: "/?focus=paths:workload/demo-north/shop/storefront>workload/demo-north/payments/payment-v2",
    ready: "from storefront to payment v2",
  },
  { name: "find and hide", path: "/?find=errors&hide=failing", ready: "Problems" },
  { name: "the list of services", path: "/services", ready: "Services" },
  { name: "the page of a service", path: "/services/service/demo-north/payments/payment", ready: "Versions" },
  { name: "the list of routes", path: "/traffic", ready: "Traffic splits" },
  { name: "the editor", path: "/traffic/payments/payment", ready: "Canary against stable" },
];

for (const colorScheme of ["light", "dark"] as const) {
  for (const { name, path, ready } of pages) {
    test(`${name} has no accessibility fault that axe finds (${colorScheme})`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.goto(path);
      await expect(page.getByRole("heading", { name: ready })).toBeVisible();
      if (path === "/") {
        await page.keyboard.press("n");
        await expect(page.getByRole("figure").first()).toBeVisible();
      }
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(", ")}`)).toEqual([]);
    });
  }
}
