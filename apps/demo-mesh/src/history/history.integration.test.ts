import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

let folder = "";
let prometheus: ChildProcess | undefined;
let mesh: ChildProcess | undefined;
let prometheusUrl = "";
let meshPort = 0;
let startedAt = 0;
let seam = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "demo-mesh-"));
  prometheusUrl = await startPrometheus();
  startedAt = Date.now() / 1000;
  await startMesh();
  seam = Date.now() / 1000;
});

afterAll(async () => {
  await ended(mesh, "SIGTERM");
  await ended(prometheus, "SIGKILL");
  await rm(folder, { recursive: true, force: true });
});

describe("the demo mesh beside a real Prometheus", () => {
  it("has hours of history from before it started", async () => {
    const rate = "sum(rate(istio_requests_total{reporter='source',source_workload='ingress'}[2m]))";

    for (const hoursAgo of [5.5, 4, 2.5, 1]) {
      const [entering] = await query(rate, startedAt - hoursAgo * 3600);
      expect(entering?.value).toBeGreaterThan(500);
      expect(entering?.value).toBeLessThan(800);
    }
  });

  it("shows the canary well until twelve minutes ago, and failing since", async () => {
    const ratio =
      "sum(rate(istio_requests_total{reporter='source',destination_workload='payment-v2',response_code=~'5..'}[5m])) / sum(rate(istio_requests_total{reporter='source',destination_workload='payment-v2'}[5m]))";

    expect((await query(ratio, startedAt - 1200))[0]?.value ?? 0).toBeLessThan(0.01);
    expect((await query(ratio, startedAt - 60))[0]?.value).toBeGreaterThan(0.04);
  });

  it("is scraped on all its pages under the same names", async () => {
    await until(async () => (await query("count(up == 1)"))[0]?.value === 7);
    await until(async () => (await query("min(count_over_time(up[1m]))"))[0]?.value === 6, 60_000);

    const [doubled] = await query("count(count without(instance, job) (istio_requests_total) > 1)");
    expect(doubled).toBeUndefined();
  });

  it("has no leap or hole in its rates where scraping takes over from history", async () => {
    await until(async () => Date.now() / 1000 > seam + 75, 90_000);
    const rate = "sum(rate(istio_requests_total{reporter='source'}[1m]))";
    const [usual] = await query(`avg_over_time(${rate}[4m:15s])`, startedAt - 60);

    for (let at = startedAt - 30; at < seam + 70; at += 5) {
      const [now] = await query(rate, at);
      expect((now?.value ?? 0) / (usual?.value ?? 1)).toBeGreaterThan(0.8);
      expect((now?.value ?? 0) / (usual?.value ?? 1)).toBeLessThan(1.1);
    }
    const [resets] = await query("sum(resets(istio_requests_total[10m]))");
    expect(resets?.value).toBe(0);
  });

  it("has exemplars of what it was scraped for, whose traces it hands out", async () => {
    const asked = "istio_request_duration_milliseconds_bucket{destination_workload='payment-v1',reporter='source'}";
    await until(async () => (await exemplars(asked)).length > 0, 60_000);

    for (const { traceId, value } of await exemplars(asked)) {
      const answer = await fetch(`http://127.0.0.1:${meshPort}/api/traces/${traceId}`);
      const { data } = (await answer.json()) as { data: { spans: { duration: number }[] }[] };
      expect(data[0]?.spans.map(({ duration }) => duration / 1000)).toContain(value);
    }
  });

  it("goes on where it stopped after being started again", async () => {
    await ended(mesh, "SIGTERM");
    const stopped = Date.now() / 1000;
    await until(async () => Date.now() / 1000 > stopped + 15);
    await startMesh();
    await until(async () => (await query("min(min_over_time(up[12s]))"))[0]?.value === 1, 60_000);

    const [resets] = await query("sum(resets(istio_requests_total[3m]))");
    expect(resets?.value).toBe(0);
    const [between] = await query("count(count_over_time(istio_requests_total[12s]))", stopped + 13);
    expect(between?.value).toBeGreaterThan(100);
  });

  it("starts its counters again at 0 after a crash, and fills the gap", async () => {
    await ended(mesh, "SIGKILL");
    const died = Date.now();
    await until(async () => Date.now() > died + 8000);
    await startMesh();
    await until(async () => (await query("min(min_over_time(up[12s]))"))[0]?.value === 1, 60_000);

    const [resets] = await query("max(resets(istio_requests_total[2m]))");
    expect(resets?.value).toBe(1);
    const [rate] = await query("sum(rate(istio_requests_total{reporter='source',source_workload='ingress'}[1m]))");
    expect(rate?.value).toBeLessThan(900);
  });
});

async function startPrometheus(): Promise<string> {
  const port = await freePort();
  meshPort = await freePort();
  const config = join(folder, "prometheus.yml");
  await writeFile(config, scrapeConfig(meshPort));
  prometheus = spawn(
    "prometheus",
    [
      `--config.file=${config}`,
      `--storage.tsdb.path=${join(folder, "tsdb")}`,
      `--web.listen-address=127.0.0.1:${port}`,
      "--web.enable-remote-write-receiver",
      "--enable-feature=exemplar-storage",
      "--log.level=error",
    ],
    { stdio: "ignore" },
  );
  return `http://127.0.0.1:${port}`;
}

/** The one of the demo: see deploy/compose/prometheus.yml. YAML is a superset of JSON. */
function scrapeConfig(port: number): string {
  const targets = { url: `http://127.0.0.1:${port}/prometheus/targets`, refresh_interval: "5s" };
  return JSON.stringify({
    global: { scrape_interval: "5s", scrape_timeout: "4s" },
    scrape_configs: [{ job_name: "demo-mesh", honor_labels: true, http_sd_configs: [targets] }],
  });
}

async function startMesh(): Promise<void> {
  const args = ["--data", join(folder, "data"), "--prometheus-url", prometheusUrl];
  const main = join(import.meta.dirname, "../main.ts");
  mesh = spawn(process.execPath, [main, ...args, "--port", `${meshPort}`], { stdio: ["ignore", "pipe", "pipe"] });
  const { stdout, stderr } = mesh;
  stderr?.pipe(process.stderr, { end: false });
  if (!stdout) throw new Error("The mesh has no output.");
  for await (const line of createInterface(stdout)) {
    if (line.startsWith("ready: ")) {
      stdout.resume();
      return;
    }
  }
  throw new Error("The mesh ended before it was ready.");
}

async function ended(child: ChildProcess | undefined, signal: NodeJS.Signals): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  child.once("exit", () => resolve());
  child.kill(signal);
  await promise;
}

async function query(expression: string, at?: number): Promise<readonly { readonly value: number }[]> {
  const asked = new URLSearchParams({ query: expression, ...(at !== undefined && { time: String(at) }) });
  const response = await fetch(`${prometheusUrl}/api/v1/query?${asked}`);
  const { data } = (await response.json()) as { data: { result: { value: [number, string] }[] } };
  return data.result.map(({ value }) => ({ value: Number(value[1]) }));
}

async function exemplars(expression: string): Promise<readonly { readonly traceId: string; readonly value: number }[]> {
  const asked = new URLSearchParams({ query: expression, start: String(startedAt), end: String(Date.now() / 1000) });
  const response = await fetch(`${prometheusUrl}/api/v1/query_exemplars?${asked}`);
  const { data } = (await response.json()) as {
    data: { exemplars: { labels: { trace_id: string }; value: string }[] }[];
  };
  return data.flatMap((row) =>
    row.exemplars.map(({ labels, value }) => ({ traceId: labels.trace_id, value: Number(value) })),
  );
}

async function until(isTrue: () => Promise<boolean>, milliseconds = 45_000): Promise<void> {
  const deadline = Date.now() + milliseconds;
  while (!(await isTrue())) {
    if (Date.now() > deadline) throw new Error("It did not come true in time.");
    await pause(500);
  }
}

async function freePort(): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>();
  const server = createServer().listen(0, "127.0.0.1", () => {
    const address = server.address();
    server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
  });
  return promise;
}
