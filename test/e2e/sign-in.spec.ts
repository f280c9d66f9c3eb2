import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { fyrAddress } from "../fixtures/fyr-address.ts";
import { expectAccessible } from "./accessible.ts";
import { paymentWeights, restorePaymentWeights, runningDemo } from "./demo.ts";

test.describe.configure({ mode: "serial" });

const main = join(import.meta.dirname, "../../apps/server/src/main.ts");
let fyr: ChildProcess;
let url: string;

test.beforeAll(async () => {
  const { folder, ports } = runningDemo();
  const args = ["--prometheus", `http://127.0.0.1:${ports.prometheus}`, "--kubeconfig", join(folder, "kubeconfig")];
  const signIn = ["--context", "fyr", "--authentication", "token", "--port", "0"];
  fyr = spawn(process.execPath, [main, ...args, ...signIn], { stdio: ["ignore", "pipe", "pipe"] });
  url = await fyrAddress(fyr);
});

test.afterAll(async () => {
  fyr.kill("SIGTERM");
  await restorePaymentWeights();
});

const tokenOf = (role: string) => readFileSync(join(runningDemo().folder, "tokens", role), "utf8").trim();

async function signIn(page: Page, role: string, path = "/"): Promise<void> {
  await page.goto(url + path);
  await page.getByLabel("Kubernetes token").fill(tokenOf(role));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Sign in to Fyr" })).toBeHidden();
}

test("strangers see a way in and nothing else", async ({ page, request }) => {
  await page.goto(url);
  await expect(page.getByRole("heading", { name: "Sign in to Fyr" })).toBeVisible();
  await expect(page.getByLabel("Kubernetes token")).toBeFocused();
  await expect(page.getByText("kubectl create token")).toBeVisible();
  await page.getByLabel("Kubernetes token").fill("not-a-token");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert")).toContainText("The cluster does not accept this token");
  for (const path of ["/api/topology", "/api/topology/stream", "/api/traffic-routes", "/api/me"]) {
    expect((await request.get(url + path)).status(), path).toBe(401);
  }
  await expectAccessible(page);
});

test("the payments team moves its split, and sees why not elsewhere", async ({ page }) => {
  await signIn(page, "payments-team", "/traffic/shop/pricing");
  await expect(page.getByText("You may look but not change").first()).toBeVisible();
  await expect(page.getByRole("slider").first()).toBeDisabled();

  await page.goto(`${url}/traffic/payments/payment`);
  await page.getByRole("slider", { name: "payment v2" }).fill("1");
  await page.getByRole("button", { name: "Review change" }).click();
  await page.getByRole("button", { name: /^Apply/ }).click();
  await expect.poll(paymentWeights).toEqual([99, 1]);

  await page.getByRole("button", { name: /acts as paul/ }).click();
  await expect(page.getByText("payments-team", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { name: "Sign in to Fyr" })).toBeVisible();
});

test("viewers see why they may not change anything", async ({ page }) => {
  await signIn(page, "viewer", "/traffic/payments/payment");
  await expect(page.getByText("You may look but not change").first()).toBeVisible();
  await expect(page.getByRole("slider").first()).toBeDisabled();
});

test("forged requests write nothing", async ({ page, playwright }) => {
  const before = paymentWeights();
  await signIn(page, "payments-team");
  const change = { route: { kind: "VirtualService", namespace: "payments", name: "payment" } };
  const post = (headers: Record<string, string>) =>
    page.request.post(`${url}/api/route-changes`, { data: change, headers });
  expect((await (await post({})).json()).code).toBe("missing_csrf_token");
  expect((await (await post({ origin: "https://evil.example" })).json()).code).toBe("forbidden_origin");
  const viewer = await playwright.request.newContext({
    extraHTTPHeaders: { authorization: `Bearer ${tokenOf("viewer")}` },
  });
  const { routes } = await (await viewer.get(`${url}/api/traffic-routes`)).json();
  const payment = routes.find(({ route }: { route: { name: string } }) => route.name === "payment");
  const rule = payment.rules.find(({ splits }: { splits: boolean }) => splits);
  const weights = rule.destinations.map(({ host, subset }: { host: string; subset: string }, at: number) => ({
    host,
    subset,
    weight: at === 0 ? 50 : 50,
  }));
  const { resourceVersion } = payment;
  const data = { ...change, rule: rule.rule, weights, resourceVersion };
  const refused = await viewer.post(`${url}/api/route-changes`, { data });
  expect([refused.status(), (await refused.json()).code]).toEqual([409, "blocked"]);
  expect(paymentWeights()).toEqual(before);
  await viewer.dispose();
});

test("a session that ends leaves the draft where it is", async ({ page, context }) => {
  await signIn(page, "payments-team", "/traffic/payments/payment");
  await page.getByRole("slider", { name: "payment v2" }).fill("20");
  await context.clearCookies();
  // Whatever the page asks for next may have told it before the press, and then the dialog lies over the button.
  await page.getByRole("button", { name: "Review change" }).dispatchEvent("click");
  const dialog = page.getByRole("dialog", { name: "Your session has ended" });
  await expect(dialog).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeVisible();
  await dialog.getByLabel("Kubernetes token").fill(tokenOf("payments-team"));
  await dialog.getByRole("button", { name: "Sign in" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("slider", { name: "payment v2" })).toHaveValue("20");
});

test("no page asks for what its policy forbids", async ({ page }) => {
  const violations: string[] = [];
  page.on("console", (message) => {
    if (/Content Security Policy/i.test(message.text())) violations.push(message.text());
  });
  await signIn(page, "admin");
  await expect.poll(() => page.evaluate(() => window.__map?.ready() ?? false)).toBe(true);
  for (const path of ["/services", "/traffic", "/traffic/payments/payment"]) {
    await page.goto(url + path);
    // An open stream keeps the network busy for ever: what a page shows is what it has asked for.
    await expect(page.getByRole("main").getByText("payment", { exact: true }).first()).toBeVisible();
  }
  await page.getByRole("slider", { name: "payment v2" }).fill("2");
  await page.getByRole("button", { name: "Review change" }).click();
  await expect(page.getByText("The API server accepted a dry run of exactly this change.")).toBeVisible();
  expect(violations).toEqual([]);
  const headers = (await page.request.get(url)).headers();
  expect(headers["content-security-policy"]).not.toContain("unsafe-inline");
  expect(headers["content-security-policy"]).not.toContain("upgrade-insecure-requests");
});
