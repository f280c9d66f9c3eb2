import { expect, type Page, test } from "@playwright/test";
import { paymentWeights, promql, restorePaymentWeights, runningDemo, setPaymentWeights } from "./demo.ts";

test.describe.configure({ mode: "serial" });

test.afterEach(restorePaymentWeights);

test("moving the canary to 0 moves the traffic, calms the map, and undo brings it back", async ({ page }) => {
  const canaryEdge = await edgeTo("payment-v2", page);
  await page.goto("/traffic/payments/payment");
  await page.getByRole("slider", { name: "payment v2" }).fill("0");
  await expect(page.getByRole("slider", { name: "payment v1" })).toHaveValue("100");
  await page.getByRole("button", { name: "Review change" }).click();
  await expect(page.getByText("The API server accepted a dry run of exactly this change.")).toBeVisible();
  expect(paymentWeights()).toEqual([95, 5]);

  await page.getByRole("button", { name: /^Apply/ }).click();
  await expect.poll(paymentWeights).toEqual([100, 0]);
  await expect(page.getByText(/seen in traffic after/).first()).toBeVisible({ timeout: 90_000 });
  await expect.poll(() => canaryShareOver(10)).toBeLessThan(0.005);

  // Half the usual window is calm in half the time.
  await page.goto("/?window=30");
  await expect.poll(() => failingEdges(page), { timeout: 90_000 }).toBe(0);
  await expect(page.getByRole("heading", { level: 1 })).not.toHaveText(/failing/);

  await page.goto(`/?window=30&sel=${encodeURIComponent(`edge:${canaryEdge}`)}`);
  await expect(page.getByText(/^payment v2 gets no traffic since your change at/)).toBeVisible({ timeout: 90_000 });
  await page.getByRole("button", { name: "Undo to 95 / 5" }).click();
  await expect.poll(paymentWeights).toEqual([95, 5]);
  await page.goto("/");
  await expect.poll(() => failingEdges(page), { timeout: 90_000 }).toBe(1);
});

test("a colleague's change meanwhile is shown, not overwritten, and the draft is kept", async ({ page }) => {
  await page.goto("/traffic/payments/payment");
  await page.getByRole("slider", { name: "payment v2" }).fill("20");
  await page.getByRole("button", { name: "Review change" }).click();
  await expect(page.getByText("The API server accepted a dry run of exactly this change.")).toBeVisible();
  setPaymentWeights(90, 10);
  // Where the page has seen it before the press, there is nothing left to press.
  await page
    .getByRole("button", { name: /^Apply/ })
    .click({ timeout: 5_000 })
    .catch(() => undefined);
  await expect(page.getByText("Somebody changed payment meanwhile")).toBeVisible();
  await expect(page.getByRole("row", { name: "payment v2 5 10 +5 20 +15" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Checks" })).toBeHidden();
  expect(paymentWeights()).toEqual([90, 10]);
  await expect(page.getByRole("slider", { name: "payment v2" })).toHaveValue("20");

  await page.getByRole("button", { name: "Re-plan mine on theirs" }).click();
  await expect(page.getByText("The API server accepted a dry run of exactly this change.")).toBeVisible();
  await expect(page.getByRole("slider", { name: "payment v2" })).toHaveAttribute("aria-valuetext", "20 %, was 10");
});

test("an observed share is the one PromQL gives", async ({ request }) => {
  const furthestOff = async () => {
    const { routes, at, windowSeconds } = await (await request.get("/api/traffic-routes")).json();
    const payment = routes.find(({ route }: { route: { name: string } }) => route.name === "payment");
    const rows = await promql(
      `sum by (destination_version) (rate(istio_requests_total{reporter="source",destination_service_name="payment",destination_service_namespace="payments"}[${windowSeconds}s]))`,
      Date.parse(at) / 1000,
    );
    const total = rows.reduce((sum, row) => sum + row.value, 0);
    const off = payment.rules.at(-1).destinations.map((destination: { subset: string; observedShare: number }) => {
      const row = rows.find(({ metric }) => metric.destination_version === destination.subset);
      return Math.abs(destination.observedShare - (row?.value ?? 0) / total);
    });
    return Math.max(...off);
  };
  // Where a scrape takes long, Fyr has looked before the last samples of that moment were there.
  await expect.poll(furthestOff).toBeLessThan(0.001);
});

test("with the router frozen a change is accepted but never called observed", async ({ request, baseURL }) => {
  await freezeRouter(true);
  try {
    const plan = {
      route: { kind: "VirtualService", namespace: "payments", name: "payment" },
      rule: { protocol: "http", index: 0 },
    };
    const weights = [
      { host: "payment", subset: "v1", weight: 60 },
      { host: "payment", subset: "v2", weight: 40 },
    ];
    const headers = { origin: baseURL ?? "" };
    const planned = await request.post("/api/route-plans", { data: { ...plan, weights }, headers });
    expect(planned.status()).toBe(200);
    const { resourceVersion } = await planned.json();
    const applied = await request.post("/api/route-changes", { data: { ...plan, weights, resourceVersion }, headers });
    const { id } = await applied.json();
    const status = async () => {
      const { changes } = await (await request.get("/api/route-changes?namespace=payments&name=payment")).json();
      return changes.find((change: { id: string }) => change.id === id)?.status;
    };
    await expect
      .poll(async () => (await status())?.phase, { timeout: 150_000, intervals: [2000] })
      .not.toBe("accepted");
    expect((await status())?.phase).toBe("not-observed");
  } finally {
    await freezeRouter(false);
  }
});

test("u undoes, and pressed once more shows what it would apply again", async ({ page }) => {
  await page.goto("/traffic/payments/payment");
  await page.getByRole("slider", { name: "payment v2" }).fill("10");
  await page.getByRole("button", { name: "Review change" }).click();
  await page.getByRole("button", { name: /^Apply/ }).click();
  await expect(page.getByRole("button", { name: /^Undo to 95 \/ 5/ }).first()).toBeVisible();
  await page.keyboard.press("u");
  await expect.poll(paymentWeights).toEqual([95, 5]);
  await expect(page.getByRole("button", { name: /^Re-apply 90 \/ 10/ }).first()).toBeVisible();
  await page.keyboard.press("u");
  await expect(page.getByText("The API server accepted a dry run of exactly this change.")).toBeVisible();
  expect(paymentWeights()).toEqual([95, 5]);
});

/** The id of the edge that goes to a workload. */
async function edgeTo(workload: string, page: Page): Promise<string> {
  const { edges } = await (await page.request.get("/api/topology")).json();
  return edges.find(({ target }: { target: string }) => target.endsWith(`/${workload}`)).id;
}

async function freezeRouter(frozen: boolean): Promise<void> {
  const answer = await fetch(`http://127.0.0.1:${runningDemo().ports.mesh}/router`, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ frozen }),
  });
  expect(answer.ok).toBe(true);
}

/** Share of payment's requests that v2 got in the last so many seconds. */
async function canaryShareOver(seconds: number): Promise<number> {
  const ofPayment = 'reporter="source",destination_service_name="payment"';
  const query = `sum(rate(istio_requests_total{${ofPayment},destination_version="v2"}[${seconds}s])) / sum(rate(istio_requests_total{${ofPayment}}[${seconds}s]))`;
  return (await promql(query, Date.now() / 1000))[0]?.value ?? 0;
}

function failingEdges(page: Page): Promise<number> {
  return page.evaluate(() =>
    window.__map?.ready() ? window.__map.edges().filter(({ classes }) => classes.includes("failing")).length : -1,
  );
}
