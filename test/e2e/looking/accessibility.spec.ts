import { expect, test } from "@playwright/test";
import { expectAccessibleInBothSchemes } from "../accessible.ts";

// Colours halfway from one scheme to the other are nobody's choice.
test.use({ contextOptions: { reducedMotion: "reduce" } });

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

for (const { name, path, ready } of pages) {
  test(`${name} has no accessibility fault that axe finds, light or dark`, async ({ page }) => {
    await page.goto(path);
    await expect(page.getByRole("heading", { name: ready })).toBeVisible();
    if (path === "/") {
      await page.keyboard.press("n");
      await expect(page.getByRole("figure").first()).toBeVisible();
    }
    await expectAccessibleInBothSchemes(page);
  });
}
