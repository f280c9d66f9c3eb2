import { afterAll, beforeAll, expect, it } from "vitest";
import { type MadeUpAmbient, madeUpAmbient } from "../../../../../test/fixtures/incidents/ambient.ts";
import { rawSeriesOf } from "../../../../../test/fixtures/incidents/raw-series-of.ts";
import { type RunningPrometheus, startPrometheus } from "../../../../../test/fixtures/prometheus.ts";
import { writeInOrder } from "../../../../../test/fixtures/write-in-order.ts";
import { connectTelemetry } from "../../connect-telemetry.ts";
import { observe } from "../../testing/observe.ts";
import type { Observer } from "../observer.ts";

const first = 1_790_000_100;
const apart = 4 * 3600;
const kinds = ["denied", "refused", "gone", "plaintext", "quiet"] as const;

let prometheus: RunningPrometheus;
let observer: Observer;
const meshes = new Map(kinds.map((kind, place) => [kind, { at: first + place * apart, made: madeUpAmbient(kind, 3) }]));

beforeAll(async () => {
  prometheus = await startPrometheus([], { writable: true });
  for (const { at, made } of meshes.values()) await writeInOrder(prometheus.url, rawSeriesOf(made, at));
  observer = observe(
    connectTelemetry({ prometheus: { url: prometheus.url }, timeoutMs: 30_000, onRequest: () => undefined }),
  );
});
afterAll(async () => {
  observer.close();
  await prometheus.stop();
});

async function findingsOf(kind: (typeof kinds)[number]) {
  const { at, made } = meshes.get(kind) as { at: number; made: MadeUpAmbient };
  const { investigation } = await observer.investigate({ at }, new AbortController().signal);
  return { at, made, findings: investigation.findings, queries: investigation.queries };
}

it.each([
  ["denied", { kind: "failing", flags: ["DENY"] }],
  ["refused", { kind: "failing", flags: ["CONNECT"] }],
  ["gone", { kind: "gone", now: { bytesPerSecond: 0 } }],
  ["plaintext", { kind: "plaintext", status: "notice" }],
] as const)("%s: is told of what ztunnels alone count, alone, where it is and since when", async (kind, told) => {
  const { at, made, findings } = await findingsOf(kind);
  expect(findings, JSON.stringify(findings)).toHaveLength(1);
  const [finding] = findings;
  expect(finding).toMatchObject(told);
  expect(finding?.origin).toMatchObject({ id: expect.stringMatching(new RegExp(`/${made.truth?.target}(:tcp)?$`)) });
  expect(Math.abs(Date.parse(finding?.onset?.at ?? "") / 1000 - (at - made.agoSeconds))).toBeLessThanOrEqual(180);
});

it("has nothing to say of a mesh of ztunnels that is only restless, in two questions for the mesh", async () => {
  const { findings, queries } = await findingsOf("quiet");
  expect(findings).toEqual([]);
  expect(queries).toBe(2);
});
