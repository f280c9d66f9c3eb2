import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { type FiringAlert, startAlerting } from "../../fixtures/alerting-prometheus.ts";
import { fyrAddress } from "../../fixtures/fyr-address.ts";
import { madeUpIncident } from "../../fixtures/incidents/make-incident.ts";
import { rawSeriesOf } from "../../fixtures/incidents/raw-series-of.ts";
import { type RunningPrometheus, startPrometheus } from "../../fixtures/prometheus.ts";
import { writeInOrder } from "../../fixtures/write-in-order.ts";
import { runningDemo } from "../demo.ts";

const root = join(import.meta.dirname, "../../..");
const patient = { timeout: 120_000 };

/** What the alerts that are shipped say of failing calls to a workload, over the samples of that Prometheus. */
async function alertOf(callee: string, prometheus: string): Promise<FiringAlert> {
  const alerting = await startAlerting(join(root, "deploy/prometheus/fyr-alerts.yaml"), prometheus);
  try {
    let found: FiringAlert | undefined;
    const look = async () => {
      const firing = await alerting.firing();
      found = firing.find(({ labels }) => labels["destination_workload"] === callee);
      return found !== undefined;
    };
    await expect.poll(look, patient).toBe(true);
    return found as FiringAlert;
  } finally {
    await alerting.stop();
  }
}

/** The link of an alert, as it stands in the annotation but for whose Fyr it leads to. */
function linkOf({ annotations }: FiringAlert): string {
  const { pathname, search } = new URL(annotations["fyr"] ?? "");
  return `${pathname}${search}`;
}

const momentOf = (link: string) => Number(new URLSearchParams(link.split("?")[1]).get("at"));

/** The page says what was asked for and what is wrong there, of that moment, and shows the evidence of that edge. */
async function expectTold(page: Page, link: string, told: { asked: RegExp; wrong: RegExp }): Promise<void> {
  const asked = page.getByRole("status").filter({ hasText: "Asked for" });
  await expect(asked).toContainText("What is wrong there", patient);
  const [place = "", wrong = ""] = ((await asked.textContent()) ?? "").split("What is wrong there:");
  expect(place).toMatch(told.asked);
  expect(wrong).toMatch(told.wrong);
  const clock = await page.evaluate((seconds) => new Date(seconds * 1000).toLocaleTimeString("en-GB"), momentOf(link));
  await expect(page.getByText(new RegExp(`^Past: .*${clock}`))).toBeVisible();
  await expect(
    page.getByRole("article").filter({ has: page.getByRole("button", { pressed: true }) }),
  ).toHaveAccessibleName(told.wrong);
  await page.getByRole("button", { name: "Its evidence" }).click();
  await expect(page.getByRole("combobox", { name: "of", exact: true }).first()).toHaveValue(/^edge:.*>/);
  await expect(page.getByRole("region", { name: "Over time" }).getByText("Success rate").first()).toBeVisible(patient);
}

test("the link of a shipped alert leads to the failing edge at its moment, and to what is wrong there", async ({
  page,
}) => {
  const alert = await alertOf("payment-v2", `http://127.0.0.1:${runningDemo("looking").ports.prometheus}`);
  const link = linkOf(alert);
  await page.goto(link);
  await expectTold(page, link, { asked: /checkout → payment v2/, wrong: /^\s*payment v2 fails/ });
  await expect(page.getByRole("complementary", { name: "Suspects" }).getByRole("listitem").first()).toContainText(
    "payment-v2 rolled out",
  );
  await page.getByRole("link", { name: "Show on the map" }).first().click();
  await expect(page).toHaveURL(/[?&]at=.*sel=edge/);
});

test.describe("an incident that began two and a half hours ago", () => {
  let prometheus: RunningPrometheus;
  let fyr: ChildProcess;
  let url: string;
  const made = madeUpIncident("failing-canary", 3, {
    workloads: 12,
    hours: 5,
    stepSeconds: 30,
    lastingSeconds: 9000,
  });
  const callee = made.truth?.workload ?? "";

  test.beforeAll(async () => {
    prometheus = await startPrometheus([], { writable: true });
    await writeInOrder(prometheus.url, rawSeriesOf(made, Math.floor(Date.now() / 1000), { buckets: true }));
    const args = [join(root, "apps/server/src/main.ts"), "--prometheus", prometheus.url, "--no-cluster", "--port", "0"];
    fyr = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
    url = await fyrAddress(fyr);
  });
  test.afterAll(async () => {
    const ended = once(fyr, "exit");
    fyr.kill("SIGTERM");
    await ended;
    await prometheus.stop();
  });

  test("is told by the link of an alert of two hours ago", async ({ page }) => {
    const now = linkOf(await alertOf(callee, prometheus.url));
    const link = now.replace(`at=${momentOf(now)}`, `at=${momentOf(now) - 7200}`);
    await page.goto(`${url}${link}`);
    const name = new RegExp(callee.replace(/-(v\d+)$/, " $1"));
    await expectTold(page, link, {
      asked: new RegExp(`→ ${name.source}`),
      wrong: new RegExp(`^\\s*${name.source} fails`),
    });
    await expect(page.getByText(/^Past: .*2 h( \d+ min)? ago/)).toBeVisible();
  });
});
