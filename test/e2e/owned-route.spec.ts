import { expect, test } from "@playwright/test";
import { kubectl } from "./demo.ts";

test.describe.configure({ mode: "serial" });
test.use({ permissions: ["clipboard-read", "clipboard-write"] });

interface Route {
  readonly spec: { readonly http: readonly { readonly route: readonly { readonly weight?: number }[] }[] };
}

function pricingWeights(): (number | undefined)[] {
  const object: Route = JSON.parse(kubectl("-n", "shop", "get", "virtualservice", "pricing", "-o", "json"));
  return object.spec.http[0]?.route.map(({ weight }) => weight) ?? [];
}

test("an Argo-owned route is exported as a patch, and nothing is written", async ({ page }) => {
  const before = pricingWeights();
  await page.goto("/traffic/shop/pricing");
  await page.getByRole("slider", { name: "pricing v2" }).fill("25");
  await page.getByRole("button", { name: "Review change" }).click();
  await expect(page.getByText(/^Argo CD shop owns this object and heals itself/).first()).toBeVisible();
  await page.getByRole("button", { name: "Copy patch" }).click();
  await expect(page.getByText("Copied")).toBeVisible();
  const patch = await page.evaluate(() => navigator.clipboard.readText());
  expect(patch).toContain("kind: VirtualService");
  expect(patch).toContain("path: /spec/http/0/route/1/weight\n        value: 25");
  expect(patch).not.toContain("resourceVersion");
  expect(pricingWeights()).toEqual(before);

  await page.getByRole("button", { name: "Copy kubectl patch" }).click();
  await expect(page.getByText("Copied")).toHaveCount(2);
  const command = await page.evaluate(() => navigator.clipboard.readText());
  expect(command).toMatch(/^kubectl -n shop patch virtualservices\.networking\.istio\.io pricing/);
});

test("applying it all the same takes a second yes, in the browser and of the API", async ({
  page,
  request,
  baseURL,
}) => {
  await page.goto("/traffic/shop/pricing");
  await page.getByRole("slider", { name: "pricing v2" }).fill("20");
  await page.getByRole("button", { name: "Review change" }).click();
  await page.getByRole("button", { name: "Apply anyway…" }).click();
  await expect(page.getByText("Apply anyway: Argo CD shop will put it back within minutes.")).toBeVisible();

  const route = { kind: "VirtualService", namespace: "shop", name: "pricing" };
  const rule = { protocol: "http", index: 0 };
  const weights = [
    { host: "pricing", subset: "v1", weight: 60 },
    { host: "pricing", subset: "v2", weight: 40 },
  ];
  const headers = { origin: baseURL ?? "" };
  const planned = await request.post("/api/route-plans", { data: { route, rule, weights }, headers });
  const { resourceVersion } = await planned.json();
  const refused = await request.post("/api/route-changes", {
    data: { route, rule, weights, resourceVersion },
    headers,
  });
  expect([refused.status(), (await refused.json()).code]).toEqual([409, "needs_confirmation"]);

  await page.getByRole("button", { name: /^Apply anyway Ctrl/ }).click();
  await expect(page.getByText("accepted", { exact: true }).first()).toBeVisible();
});
