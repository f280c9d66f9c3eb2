import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./accessible.ts";
import { kubectl, restorePaymentWeights, setPaymentWeights } from "./demo.ts";

test.describe.configure({ mode: "serial" });
// Colours halfway through a fade are nobody's choice.
test.use({ contextOptions: { reducedMotion: "reduce" } });

test.afterEach(restorePaymentWeights);

async function editPayment(page: Page) {
  await page.goto("/traffic/payments/payment");
  await page.getByRole("button", { name: "Edit more…" }).click();
  const dialog = page.getByRole("dialog", { name: "Edit VirtualService payments/payment" });
  await expect(dialog.getByLabel("Timeout", { exact: true })).toBeVisible();
  return dialog;
}

test("who edits the same object sees what somebody else applied, and keeps the draft", async ({ page, context }) => {
  const mine = await editPayment(page);
  await mine.getByLabel("Retry on").fill("reset");
  const colleague = await context.newPage();
  const theirs = await editPayment(colleague);
  await theirs.getByLabel("Timeout", { exact: true }).fill("4s");
  await theirs.getByRole("button", { name: "Review change" }).click();
  await theirs.getByRole("button", { name: "Apply", exact: true }).click();
  await expect(theirs).toBeHidden();

  await expect(mine.getByText("Somebody changed payment meanwhile")).toBeVisible();
  await expect(mine.getByLabel("Retry on")).toHaveValue("reset");
  await mine.getByRole("button", { name: "Show their change" }).click();
  await expect(mine.getByRole("region", { name: "Their change", exact: true })).toContainText("timeout: 4s");
  await expectAccessible(page);
  await mine.getByRole("button", { name: "Put mine on theirs" }).click();
  await expect(mine.getByLabel("Timeout", { exact: true })).toHaveValue("4s");
  await expect(mine.getByLabel("Retry on")).toHaveValue("reset");

  await colleague
    .getByRole("button", { name: /^Undo changed VirtualService payment/ })
    .first()
    .click();
  await expect
    .poll(() => kubectl("-n", "payments", "get", "virtualservice", "payment", "-o", "json"))
    .not.toContain('"timeout": "4s"');
});

test("a conflict and the review of what somebody else owns have no fault that axe finds", async ({ page }) => {
  await page.goto("/traffic/payments/payment");
  await page.getByRole("slider", { name: "payment v2" }).fill("20");
  await page.getByRole("button", { name: "Review change" }).click();
  await expect(page.getByText("The API server accepted a dry run of exactly this change.")).toBeVisible();
  setPaymentWeights(90, 10);
  await expect(page.getByText("Somebody changed payment meanwhile")).toBeVisible();
  await expectAccessible(page);

  await page.getByRole("button", { name: "Keep theirs, drop my draft" }).click();
  await page.goto("/traffic/shop/pricing");
  await page.getByRole("slider", { name: "pricing v2" }).fill("25");
  await page.getByRole("button", { name: "Review change" }).click();
  await page.getByRole("button", { name: "Apply anyway…" }).click();
  await expect(page.getByText(/^Apply anyway: Argo CD shop/)).toBeInViewport();
  await expectAccessible(page);
});
