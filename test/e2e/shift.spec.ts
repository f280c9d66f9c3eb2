import { expect, type Page, test } from "@playwright/test";
import { paymentWeights, restorePaymentWeights } from "./demo.ts";

test.describe.configure({ mode: "serial" });

test.afterEach(restorePaymentWeights);

test("a stepped plan is aborted by its guard, and everybody is told", async ({ page }) => {
  await page.goto("/traffic/payments/payment");
  await page.getByText("Shift in steps…").click();
  await page.getByRole("textbox", { name: /^Steps/ }).fill("10 % 0.25 min, 50 % 0.25 min, 100 % 1 min");
  await limit(page, "Success rate at least", "99.9");
  await limit(page, "p99 at most", "");
  // So many take a while to come: the first step stands until it has been seen.
  await limit(page, "Judged from", "120");
  await page.getByRole("button", { name: "Start shift" }).click();
  await expect(page.getByRole("region", { name: "Stepped shift" })).toContainText("step 1 of 3");
  await expect.poll(paymentWeights).toEqual([90, 10]);

  await page.goto("/");
  await expect(page.getByText("The shift of payment was taken back")).toBeVisible({ timeout: 90_000 });
  expect(paymentWeights()).toEqual([95, 5]);
  await page.goto("/traffic/payments/payment");
  await expect(
    page
      .getByRole("region", { name: "History" })
      .getByText(/shift of .*95/)
      .first(),
  ).toBeVisible();
});

test("a guard counts down, says what it counted, and can be cancelled", async ({ page }) => {
  await page.goto("/traffic/payments/payment");
  await page.getByRole("slider", { name: "payment v2" }).fill("10");
  await page.getByRole("button", { name: "Review change" }).click();
  await page.getByRole("checkbox", { name: /Guard this change/ }).check();
  await limit(page, "For", "5");
  await limit(page, "Success rate at least", "50");
  await limit(page, "p99 at most", "");
  await page.getByRole("button", { name: /^Apply/ }).click();
  await expect.poll(paymentWeights).toEqual([90, 10]);

  const bar = page.getByRole("region", { name: "Guard", exact: true });
  await expect(bar).toContainText(/Guarded for 4 min/);
  await expect(bar).toContainText(/\d+ requests, success rate/, { timeout: 90_000 });
  await expect(page.getByRole("link", { name: /Traffic ?, a guard or shift is at work/ })).toBeVisible();
  await bar.getByRole("button", { name: "Cancel guard" }).click();
  await expect(page.getByText("The guard of payment was cancelled").first()).toBeVisible();
  expect(paymentWeights()).toEqual([90, 10]);
});

async function limit(page: Page, name: string, value: string): Promise<void> {
  await page.getByRole("textbox", { name, exact: false }).first().fill(value);
}
