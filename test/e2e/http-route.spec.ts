import { expect, test } from "@playwright/test";
import { kubectl, promql } from "./demo.ts";

interface Route {
  readonly spec: { readonly rules: readonly { readonly backendRefs: readonly { readonly weight?: number }[] }[] };
}

function weights(): (number | undefined)[] {
  const object: Route = JSON.parse(kubectl("-n", "shop", "get", "httproute", "recommend", "-o", "json"));
  return object.spec.rules[0]?.backendRefs.map(({ weight }) => weight) ?? [];
}

test("an HTTPRoute on a Service is moved, its traffic follows, and undo puts it back", async ({ page }) => {
  const before = weights();
  await page.goto("/traffic");
  await page.getByRole("link", { name: /recommend.*HTTPRoute/ }).click();
  await expect(page).toHaveURL(/\/traffic\/shop\/recommend\/HTTPRoute/);
  await expect(page.getByText("on Service recommend:8080 (all callers)")).toBeVisible();
  await page.getByRole("slider", { name: "recommend-v2" }).fill("0");
  await page.getByRole("button", { name: "Review change" }).click();
  await expect(page.getByText("You may change HTTPRoutes in shop.")).toBeVisible();
  await page.getByRole("button", { name: /^Apply/ }).click();
  await expect.poll(weights).toEqual([100, 0]);
  await expect(page.getByText(/seen in traffic after/).first()).toBeVisible({ timeout: 90_000 });
  const share = async () => {
    const rate = (version: string) =>
      `sum(rate(istio_requests_total{reporter="source",destination_workload="recommend-${version}"}[10s]))`;
    return (await promql(`${rate("v2")} / (${rate("v1")} + ${rate("v2")})`, Date.now() / 1000))[0]?.value ?? 0;
  };
  await expect.poll(share).toBeLessThan(0.005);

  await page.keyboard.press("u");
  await expect.poll(weights).toEqual(before);
});
