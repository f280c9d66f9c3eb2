// What crosses to browsers where every rate moves by itself: kB after gzip, and what writing and reading it costs.
import { deflateRawSync } from "node:zlib";
import {
  applyDiff,
  buildTopology,
  diffTopology,
  readSnapshot,
  snapshotOf,
  type TrafficSample,
  usualOf,
} from "@fyr/topology";
import { cpuCost } from "./cpu-cost.ts";
import { restlessSamples } from "./restless-mesh.ts";

const hour = 3_600_000;
const moment = Date.parse("2026-01-01T12:00:00Z");

function pictureAt(at: number, samples: TrafficSample[], revision: number, usual?: ReturnType<typeof usualOf>) {
  const topology = buildTopology({
    at: new Date(at).toISOString(),
    windowSeconds: 60,
    grain: "workload",
    samples,
    sources: [{ name: "prometheus", status: "ok", ageSeconds: 1 }],
    warnings: [],
    ...(usual && { usual }),
  });
  return { ...topology, revision };
}

const kb = (data: unknown) => Number((deflateRawSync(JSON.stringify(data)).length / 1000).toFixed(1));

for (const workloads of [1000, 5000]) {
  const usual = usualOf(pictureAt(moment - hour, restlessSamples(workloads, 0), 0));
  const before = pictureAt(moment, restlessSamples(workloads, 1), 1, usual);
  const after = pictureAt(moment + 5000, restlessSamples(workloads, 2), 2, usual);
  // A look that nothing new has come for since the one before.
  const still = { ...after, revision: 3, at: new Date(moment + 10_000).toISOString() };
  const snapshot = JSON.stringify(snapshotOf(after));
  const diff = JSON.stringify(diffTopology(before, after));
  console.log(`\n${workloads} workloads, ${after.edges.length} edges, ${after.problems.length} problems`);
  console.table({
    "named objects, kB gzip": kb(after),
    "snapshot, kB gzip": kb(JSON.parse(snapshot)),
    "of that, without the usual numbers": kb(snapshotOf(pictureAt(moment, restlessSamples(workloads, 1), 1))),
    "refresh that moves all, kB gzip": kb(JSON.parse(diff)),
    "refresh that moves nothing, kB gzip": kb(diffTopology(after, still)),
  });
  console.table({
    "JSON of named objects, both ways": await cpuCost(() => JSON.parse(JSON.stringify(after))),
    "write snapshot": await cpuCost(() => JSON.stringify(snapshotOf(after))),
    "read snapshot": await cpuCost(() => readSnapshot(JSON.parse(snapshot))),
    "write refresh": await cpuCost(() => JSON.stringify(diffTopology(before, after))),
    "read refresh": await cpuCost(() => applyDiff(before, JSON.parse(diff))),
    "compress refresh": await cpuCost(() => deflateRawSync(diff)),
  });
}
