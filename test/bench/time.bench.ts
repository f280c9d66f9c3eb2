// What the past and wide windows cost at 1,000 workloads and 3,000 edges, without a real Prometheus: CPU of the thread in ms
// where one thread does it, and the time of a whole request over HTTP. Nothing here passes or fails.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { createIstioTelemetry, createPrometheusClient } from "@fyr/prometheus";
import { buildPicture, type TrafficSample } from "@fyr/topology";
import { createHeldHour } from "../../apps/server/src/observer/held/held-hour.ts";
import { fakeTelemetry } from "../../apps/server/src/testing/fake-telemetry.ts";
import { testApp } from "../../apps/server/src/testing/test-app.ts";
import { cpuCost } from "./cpu-cost.ts";
import { syntheticInventory } from "./synthetic-inventory.ts";

const start = 1_767_225_600;
const windowSeconds = 60;
const windows = 60;
const workloads = 1000;
const inventory = syntheticInventory(workloads, 25);

const answering = fileURLToPath(new URL("./answering-prometheus.ts", import.meta.url));
const prometheus = spawn(process.execPath, [answering, `${workloads}`], { stdio: ["ignore", "pipe", "inherit"] });
const [port] = await once(prometheus.stdout, "data");
const url = `http://127.0.0.1:${Number(port)}`;
const telemetry = createIstioTelemetry(createPrometheusClient({ url, timeoutMs: 120_000 }));

const looks: { readonly samples: readonly TrafficSample[]; readonly latencies: readonly TrafficSample[] }[] = [];
for (let nth = 0; nth < 3; nth++) {
  const moment = { at: start + nth * windowSeconds, windowSeconds };
  const [traffic, latencies] = [await telemetry.traffic(moment), await telemetry.latencies(moment)];
  looks.push({ samples: traffic.samples, latencies: latencies.samples });
}

const held = createHeldHour(64 * 1024 * 1024);
let kept = 0;
const keepOne = () => {
  const look = looks[kept % looks.length];
  const at = start + kept * windowSeconds;
  held.keep({ at, windowSeconds, samples: look?.samples ?? [], latencies: { at, samples: look?.latencies ?? [] } });
  kept += 1;
};
const keeping = await cpuCost(keepOne);
while (kept < windows) keepOne();

const newest = () => start + (kept - 1) * windowSeconds;
const pictureOf = (seconds: number, samples: readonly TrafficSample[]) =>
  buildPicture({
    at: new Date(newest() * 1000).toISOString(),
    windowSeconds: seconds,
    grain: "workload",
    source: "held",
    samples,
    inventory,
    sources: [],
    warnings: [],
  });
/** Each time of another hour, for an answer is worked out once. */
async function summed(seconds: number) {
  let samples: readonly TrafficSample[] = [];
  const cost = await cpuCost(() => {
    keepOne();
    const answer = held.answer(seconds, newest());
    if (answer === undefined) throw new Error("Not all of it is held.");
    ({ samples } = answer);
  });
  return { cost, samples };
}

const hour = await summed(3600);
const short = await summed(300);
const picture = pictureOf(3600, hour.samples);
const text = JSON.stringify(picture.topology);
console.table({
  "hold a window": keeping,
  "hold a window, and put an hour together": hour.cost,
  "hold a window, and put 5 min together": short.cost,
  "build its picture": await cpuCost(() => pictureOf(3600, hour.samples)),
  "write it": await cpuCost(() => JSON.stringify(picture.topology)),
  "compress it, as what is sent once": await cpuCost(() => gzipSync(text, { level: 1 })),
});
console.info(`An hour is held in ${(held.bytes() / 2 ** 20).toFixed(1)} MB of numbers.`);

console.table(await pastOverHttp());
prometheus.kill();

async function pastOverHttp() {
  const { traffic, latencies } = telemetry;
  const app = await testApp({ telemetry: fakeTelemetry({ traffic, latencies }), inventory });
  const fyr = await app.listen({ host: "127.0.0.1", port: 0 });
  const at = Math.floor(Date.now() / 1000) - 3600;
  const ask = async (moment: number) => {
    const began = performance.now();
    const response = await fetch(`${fyr}/api/topology?at=${moment}`, { headers: { "accept-encoding": "gzip" } });
    const body = await response.arrayBuffer();
    if (!response.ok) throw new Error(new TextDecoder().decode(body));
    return performance.now() - began;
  };
  const first = await ask(at);
  const again: number[] = [];
  for (let nth = 0; nth < 30; nth++) again.push(await ask(at));
  again.sort((a, b) => a - b);
  await app.close();
  const ms = (value = 0) => Number(value.toFixed(1));
  return {
    "a past picture, ms": {
      first: ms(first),
      "again, best": ms(again[0]),
      "again, median": ms(again[15]),
      "again, p90": ms(again[27]),
    },
  };
}
