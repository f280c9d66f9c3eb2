import { expect, type Page, test } from "@playwright/test";
import { createObject, deleteObject, readObject } from "./demo.ts";

test.describe.configure({ mode: "serial" });

interface Route {
  readonly spec: { readonly hosts: string[]; readonly http: Record<string, unknown>[] };
}

/** Objects of the demo that this makes room with: put back in the end. */
let kept: { readonly rule: object; readonly route: object };

test.beforeAll(() => {
  kept = {
    rule: readObject("destinationrule", "payments", "billing") ?? {},
    route: readObject("virtualservice", "payments", "billing") ?? {},
  };
  takeAway();
});

test.afterAll(() => {
  takeAway();
  createObject(kept.rule);
  createObject(kept.route);
});

function takeAway(): void {
  deleteObject("virtualservice", "payments", "billing");
  deleteObject("destinationrule", "payments", "billing");
}

function billing(): Route | undefined {
  return readObject("virtualservice", "payments", "billing") as Route | undefined;
}

async function openEditor(page: Page) {
  await page.goto("/traffic/payments/billing");
  await page.getByRole("button", { name: "Edit more…" }).click();
  const dialog = page.getByRole("dialog", { name: "Edit VirtualService payments/billing" });
  await expect(dialog.getByLabel("Timeout", { exact: true })).toBeVisible();
  return dialog;
}

test("a canary is started from nothing in two clicks, and nothing moves", async ({ page }) => {
  await page.goto("/traffic");
  await page.getByRole("button", { name: "Start a canary of billing" }).click();
  const dialog = page.getByRole("dialog", { name: "Start a canary of billing" });
  await expect(dialog.getByText(/^It begins with v1 \d+ %, v2 \d+ %/)).toBeVisible();
  await expect(dialog.getByRole("region", { name: "Create DestinationRule billing", exact: true })).toBeVisible();
  expect(billing()).toBeUndefined();
  await dialog.getByRole("button", { name: "Apply" }).click();
  await expect(dialog).toBeHidden();
  const route = billing()?.spec.http[0]?.["route"] as { destination: { subset: string }; weight: number }[];
  expect(route.map(({ destination }) => destination.subset)).toEqual(["v1", "v2"]);
  expect(route.reduce((sum, { weight }) => sum + weight, 0)).toBe(100);
  await page.goto("/traffic/payments/billing");
  await expect(page.getByRole("slider", { name: "billing v2" })).toBeVisible();
});

test("a timeout is set in the form and in the YAML beside it", async ({ page }) => {
  const dialog = await openEditor(page);
  const timeout = dialog.getByLabel("Timeout", { exact: true });
  const yaml = dialog.getByRole("textbox", { name: "YAML of VirtualService billing" });
  await timeout.fill("2s");
  await expect(yaml).toContainText("timeout: 2s");

  await yaml.focus();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText("hosts: [");
  await expect(dialog.getByText("The form waits until this is YAML again.")).toBeVisible();
  await expect(timeout).toBeDisabled();
  const { spec } = billing() ?? { spec: { hosts: [], http: [] } };
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText(JSON.stringify({ ...spec, http: [{ ...spec.http[0], timeout: "3s" }] }));
  await expect(timeout).toHaveValue("3s");

  await dialog.getByRole("button", { name: "Review change" }).click();
  await expect(dialog.getByText("added: timeout: 3s")).toBeAttached();
  expect(billing()?.spec).toEqual(spec);
  await dialog.getByRole("button", { name: "Apply" }).click();
  await expect.poll(() => billing()?.spec).toEqual({ ...spec, http: [{ ...spec.http[0], timeout: "3s" }] });
  await page
    .getByRole("button", { name: /^Undo changed VirtualService billing/ })
    .first()
    .click();
  await expect.poll(() => billing()?.spec).toEqual(spec);
});

test("a fault of 20 % needs a second yes, is seen by everybody and ends by itself", async ({ page }) => {
  test.setTimeout(180_000);
  const before = billing()?.spec;
  const dialog = await openEditor(page);
  await dialog.getByLabel("Abort").fill("20");
  await dialog.getByRole("button", { name: "Review change" }).click();
  const apply = dialog.getByRole("button", { name: "Apply" });
  await expect(apply).toBeDisabled();
  await dialog.getByRole("checkbox", { name: /fail more than 10 %/ }).check();
  await dialog.getByRole("checkbox", { name: /has traffic now/ }).check();
  await dialog.getByRole("button", { name: "1 min", exact: true }).click();
  await apply.click();
  await expect
    .poll(() => billing()?.spec.http[0]?.["fault"])
    .toEqual({
      abort: { percentage: { value: 20 }, httpStatus: 503 },
    });
  await expect(page.getByText(/^Fault in payments\/billing, injected by \w+, ends in \d+ s$/).first()).toBeVisible();
  await expect.poll(() => billing()?.spec, { timeout: 100_000 }).toEqual(before);
  await expect(page.getByText(/^Fault in payments\/billing/)).toBeHidden();
});
