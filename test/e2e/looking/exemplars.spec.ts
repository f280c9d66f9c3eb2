import type { Exemplars, Topology, Trace } from "@fyr/contract";
import { expect, type Page, test } from "@playwright/test";

/** Exemplars come with the first scrapes after the demo's start: of a slot of 15 s once it is over. */
const patient = { timeout: 120_000 };
const marksOn = (page: Page) => page.getByRole("toolbar", { name: "Requests with a trace" }).getByRole("button");

/** What checkout sends to payment v1. */
async function busyEdge(page: Page): Promise<string> {
  const { nodes, edges } = (await (await page.request.get("/api/topology")).json()) as Topology;
  const idOf = (workload: string) => nodes.find((node) => node.workload === workload)?.id;
  const edge = edges.find(({ source, target }) => source === idOf("checkout") && target === idOf("payment-v1"));
  if (edge === undefined) throw new Error("Checkout does not call payment v1.");
  return edge.id;
}

test("a request marked in the heatmap leads to its waterfall, by keyboard, and it is of that edge", async ({
  page,
}) => {
  const edge = await busyEdge(page);
  await page.goto(`/investigate?tab=evidence&sel=${encodeURIComponent(`edge:${edge}`)}`);
  await expect(marksOn(page).first()).toBeVisible(patient);

  // One stop for all marks: arrows go from one to the next.
  const tabbed = marksOn(page).and(page.locator('[tabindex="0"]'));
  await expect(tabbed).toHaveCount(1);
  await tabbed.focus();
  await page.keyboard.press("ArrowLeft");
  const mark = page.locator("[aria-pressed]:focus");
  const [, start = "nobody"] = /trace ([0-9a-f]{8})…/.exec((await mark.getAttribute("aria-label")) ?? "") ?? [];
  await page.keyboard.press("Enter");

  const waterfall = page.getByRole("region", { name: new RegExp(`^Trace ${start}`) });
  await expect(waterfall).toBeVisible();
  await expect(waterfall).toBeFocused();
  await expect(waterfall).toBeInViewport();
  await expect(waterfall.getByRole("button", { name: /^checkout\.checkout payment\.payments/ })).not.toHaveCount(0);
  await expect(waterfall.getByRole("button", { name: /^payment\.payments payment\.payments/ })).not.toHaveCount(0);
  await expect(marksOn(page).and(page.locator('[aria-pressed="true"]'))).toHaveCount(1);
});

test("every exemplar of an edge is of a trace that has that call, as long as it was", async ({ page }) => {
  const edge = encodeURIComponent(await busyEdge(page));
  const read = async () => (await (await page.request.get(`/api/exemplars?edge=${edge}`)).json()) as Exemplars;
  await expect.poll(async () => (await read()).found, patient).toBeGreaterThan(0);

  for (const { traceId, durationMs } of (await read()).exemplars.slice(-20)) {
    const { spans } = (await (await page.request.get(`/api/traces/${traceId}`)).json()) as Trace;
    const calls = spans.filter(
      ({ service, tags }) =>
        service === "checkout.checkout" &&
        tags.some(({ key, value }) => key === "upstream_cluster" && /\|v1\|payment\.payments/.test(value)),
    );
    expect(calls.map((call) => call.durationMs)).toContain(durationMs);
  }
});
