import { expect, type Page, test } from "@playwright/test";
import { expectAccessibleInBothSchemes } from "../accessible.ts";

/** The demo's failing canary: payment v2 got a twentieth of the traffic and fails some of it. */
const origin = /payment v2/;
const firstFinding = (page: Page) => page.getByRole("article").first();
/** Everything is looked at anew for it: on a busy machine that takes its time. */
const patient = { timeout: 120_000 };
const tree = (page: Page) => page.getByRole("treegrid");

test("leads from the map to the hop that fails in three clicks, and a link restores what is seen", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("link", { name: "Investigate" }).click();
  await expect(firstFinding(page)).toHaveAccessibleName(origin, patient);
  await expect(firstFinding(page)).toContainText("% errors");
  await expect(firstFinding(page)).toContainText("since");
  await firstFinding(page).getByRole("button", { name: "Where the time goes" }).click();
  const hop = tree(page)
    .getByRole("row", { name: /^(Failing )?payment v2/ })
    .first();
  await expect(hop).toBeVisible();
  await expect(hop).toHaveAttribute("data-status", "failing");
  await expect(page.getByText(/^A request to .* takes/)).toBeVisible();
  await hop.getByRole("button", { name: "payment" }).click();
  await expect(page).toHaveURL(/tab=evidence/);
  await expect(page.getByRole("region", { name: "Over time" }).getByText("Success rate").first()).toBeVisible();
  await page.reload();
  await expect(page.getByRole("radio", { name: "Evidence" })).toBeChecked();
  await expect(page.getByRole("combobox", { name: "of", exact: true }).first()).toHaveValue(/payment-v2/);
});

test("names what was changed just before as the first suspect, on the list and on the timeline", async ({ page }) => {
  await page.goto("/investigate");
  await expect(firstFinding(page)).toHaveAccessibleName(origin, patient);
  const suspects = page.getByRole("complementary", { name: "Suspects" });
  await expect(suspects.getByRole("listitem").first()).toContainText(/payment/);
  await expect(page.getByRole("button", { name: /^Suspect 1,/ })).toBeVisible();
});

test("explains its rank, and folds what only follows", async ({ page }) => {
  await page.goto("/investigate");
  const finding = firstFinding(page);
  await expect(finding).toHaveAccessibleName(origin, patient);
  await finding.getByText("Explain why it stands here").click();
  await expect(finding.getByText("are harmed: findings are ranked by this")).toBeVisible();
});

test("the call tree is walked, opened and closed by keyboard, and leads to the evidence", async ({ page }) => {
  await page.goto("/investigate?tab=time");
  const rows = tree(page).getByRole("row");
  await expect(rows.nth(1)).toBeVisible(patient);
  const all = await rows.count();
  await rows.nth(1).focus();
  await page.keyboard.press("ArrowLeft");
  await expect(rows.nth(1)).toHaveAttribute("aria-expanded", "false");
  expect(await rows.count()).toBeLessThan(all);
  await page.reload();
  await expect(rows.nth(1)).toHaveAttribute("aria-expanded", "false");
  await rows.nth(1).focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowDown");
  await expect(rows.nth(2)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/tab=evidence/);
  await expect(page.getByRole("combobox", { name: "of", exact: true }).first()).toHaveValue(/^edge:/);
});

test("a link shows a colleague the same trace, span and log, and Back takes them back one by one", async ({ page }) => {
  await page.goto("/investigate?tab=evidence");
  const traces = page.getByRole("region", { name: "Traces" });
  const logs = page.getByRole("region", { name: "Logs" });
  await logs.getByRole("combobox", { name: "container" }).selectOption("istio-proxy", patient);
  await logs.getByText("Failed or slow").click();
  await traces.getByText("Any", { exact: true }).click();
  await traces.getByRole("row").nth(1).getByRole("button").click();
  const trace = page.getByRole("region", { name: /^Trace [0-9a-f]+$/ });
  const name = await trace.getAttribute("aria-label");
  const span = trace.getByRole("listitem").nth(1);
  await span.getByRole("button").click();
  await expect(span.getByText("own time")).toBeVisible();

  const colleague = await page.context().newPage();
  await colleague.goto(page.url());
  await expect(colleague.getByRole("region", { name: name ?? "" })).toBeVisible(patient);
  await expect(colleague.getByText("own time")).toBeInViewport();
  const theirs = colleague.getByRole("region", { name: "Logs" });
  await expect(theirs.getByRole("combobox", { name: "container" })).toHaveValue("istio-proxy");
  await expect(theirs.getByRole("radio", { name: "Failed or slow" })).toBeChecked();
  await expect(colleague.getByRole("radio", { name: "Any" })).toBeChecked();

  await page.goBack();
  await expect(trace).toBeHidden();
  await expect(logs.getByRole("combobox", { name: "container" })).toHaveValue("istio-proxy");
  await page.goBack();
  await expect(logs.getByRole("combobox", { name: "container" })).not.toHaveValue("istio-proxy");
  await expect(page.getByRole("radio", { name: "Evidence" })).toBeChecked();
});

test("compares with before it began, in a list, on the map and as a file", async ({ page }) => {
  await page.goto("/investigate");
  await expect(firstFinding(page)).toHaveAccessibleName(origin, patient);
  await firstFinding(page).getByRole("button", { name: "Compare with before" }).click();
  await expect(
    page.getByRole("table", { name: "What is another than it was" }).getByRole("row", { name: origin }).first(),
  ).toBeVisible();
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "Markdown" }).click();
  expect((await saved).suggestedFilename()).toMatch(/comparison\.md$/);
  await page.getByRole("link", { name: "On the map", exact: true }).click();
  const bar = page.getByRole("region", { name: "Comparison" });
  await expect(bar).toContainText(/\d (fail more|slower|new|gone)/);
  await bar.getByRole("button", { name: "End the comparison" }).click();
  await expect(bar).toBeHidden();
});

test("both moments that are compared are moved on the timeline, by mouse and by arrows", async ({ page }) => {
  await page.goto("/investigate?tab=compare&before=1h");
  const before = page.getByRole("slider", { name: "Moment before, to compare with" });
  await expect(before).toBeVisible(patient);
  const momentOf = async (name: "at" | "before") => {
    const text = new URL(page.url()).searchParams.get(name) ?? "";
    return Date.parse(text);
  };
  const box = await before.boundingBox();
  if (box === null) throw new Error("The band has no place.");
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x - 60, y, { steps: 4 });
  await page.mouse.up();
  await expect.poll(() => momentOf("before")).toBeLessThan(Date.now() - 3_600_000);
  const dragged = await momentOf("before");
  await before.focus();
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => momentOf("before")).toBeGreaterThan(dragged);
  await page.getByRole("slider", { name: "Moment now" }).focus();
  await page.keyboard.press("Shift+ArrowLeft");
  await expect.poll(() => momentOf("at")).toBeLessThan(Date.now() - 60_000);
});

test("a link into the past shows no other moment until that one has come", async ({ page, context }) => {
  let letGo = () => {};
  const held = new Promise<void>((done) => {
    letGo = done;
  });
  await page.route(/\/api\/topology\?/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(`/investigate?at=${new Date(Date.now() - 300_000).toISOString()}`);
  // Both pages hear the same stream: once the live one has its picture, the other has heard it as well.
  const live = await context.newPage();
  await live.goto("/investigate");
  await expect(firstFinding(live)).toHaveAccessibleName(origin, patient);
  await expect(page.getByText("Looking at the mesh")).toBeVisible();
  await expect(firstFinding(page)).toBeHidden();
  letGo();
  await expect(firstFinding(page)).toHaveAccessibleName(origin, patient);
});

test.describe("in the light and in the dark", () => {
  test.use({ contextOptions: { reducedMotion: "reduce" } });

  for (const tab of ["wrong", "time", "compare", "evidence"]) {
    test(`the part "${tab}" has no accessibility fault that axe finds`, async ({ page }) => {
      await page.goto(`/investigate?tab=${tab}`);
      const there = {
        wrong: firstFinding(page),
        time: tree(page),
        evidence: page.getByRole("region", { name: "Over time" }),
      };
      await expect(tab === "compare" ? page.getByRole("table") : there[tab as keyof typeof there]).toBeVisible(patient);
      await expectAccessibleInBothSchemes(page);
    });
  }
});
