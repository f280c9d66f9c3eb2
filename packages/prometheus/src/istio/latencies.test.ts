import type { Histogram } from "@fyr/topology";
import { describe, expect, it } from "vitest";
import type { VectorRow } from "../answers.ts";
import type { PromQl } from "../promql.ts";
import type { LabelMemory } from "../tables/label-memory.ts";
import { tableOf } from "../tables/read-table.ts";
import { type DurationForm, unknownForm } from "./duration-form.ts";
import { metricMark } from "./labels.ts";
import { readLatencies } from "./latencies.ts";
import { createLatencyMemory, type LatencyMemory } from "./latency-memory.ts";
import type { RecordedSeries } from "./recorded/recorded-series.ts";

const moment = { at: 1000, windowSeconds: 60 };

function labels(reporter: string, caller: string, callee: string) {
  const ends = { source_workload_namespace: "shop", destination_workload_namespace: "shop" };
  return { reporter, source_workload: caller, destination_workload: callee, ...ends };
}

/** All requests took 5 ms or less. */
const quick = { "1": 0, "2": 0, "5": 10, "10": 10, "100": 10, "+Inf": 10 };
/** Some took longer. */
const slower = { ...quick, "5": 6, "10": 8 };

/** Series of these reports. Understands only what is asked here. */
function prometheusWith(reports: readonly ReturnType<typeof labels>[], buckets: Record<string, number> = quick) {
  const asked: string[] = [];
  const rowsFor = (query: string): VectorRow[] => {
    if (!query.includes("_bucket"))
      return reports.flatMap((report) =>
        ["sum", "count"].map((mark) => ({
          metric: { ...report, [metricMark]: mark },
          value: mark === "sum" ? 30 : 10,
        })),
      );
    const [asksCallers, asksAll] = [query.includes('reporter!="destination"'), !/reporter!?="/.test(query)];
    const isAsked = ({ reporter, source_workload: caller }: (typeof reports)[number]) =>
      asksAll || (reporter === "destination" ? query.includes(`source_workload=~"${caller}"`) : asksCallers);
    const spared = /le!~"([^"]*)"/.exec(query)?.[1]?.split("|") ?? [];
    return reports
      .filter(isAsked)
      .flatMap((report) => Object.entries(buckets).map(([le, value]) => ({ metric: { ...report, le }, value })))
      .filter(({ metric }) => !spared.includes(metric.le));
  };
  const queryTable = async <Meaning>(promql: PromQl, _at: number, memory: LabelMemory<Meaning>) => {
    asked.push(promql);
    return { ...tableOf(rowsFor(promql), memory), warnings: [] };
  };
  return { asked, queryTable, queryHistograms: async () => ({ rows: [], warnings: [] }) };
}

const raw = { ifHeld: async () => undefined };
const formOf =
  (parts: Partial<DurationForm> = {}) =>
  async () => ({ ...unknownForm, ...parts });

async function timedIn(prometheus: ReturnType<typeof prometheusWith>, memory = createLatencyMemory(), form = formOf()) {
  const { samples } = await readLatencies(prometheus, form, raw, memory, moment);
  return samples.flatMap((sample) =>
    sample.kind === "latency" && sample.histogram !== undefined
      ? [`${sample.reporter}: ${sample.source.workload} → ${sample.destination.workload}`]
      : [],
  );
}

function wholeOf(buckets: Record<string, number>): Histogram {
  const bounds = Object.keys(buckets).map((le) => (le === "+Inf" ? Number.POSITIVE_INFINITY : Number(le)));
  return { bounds, perSecond: Object.values(buckets) };
}

/** How the caller's requests spread, whatever was asked for. */
async function spreadIn(prometheus: ReturnType<typeof prometheusWith>, memory: LatencyMemory, at = moment.at) {
  const { samples } = await readLatencies(prometheus, formOf(), raw, memory, { ...moment, at });
  return samples.flatMap((sample) => ("histogram" in sample ? sample.histogram : []))[0];
}

const bothSides = [labels("source", "web", "cart"), labels("destination", "web", "cart")];
const stranger = labels("destination", "stranger", "web");

describe("buckets of the mesh", () => {
  it("are read of one side, sums and counts of both", async () => {
    const prometheus = prometheusWith(bothSides);
    const { samples } = await readLatencies(prometheus, formOf(), raw, createLatencyMemory(), moment);
    expect(samples).toEqual([
      expect.objectContaining({ reporter: "source", sumMsPerSecond: 30, countPerSecond: 10 }),
      expect.objectContaining({ reporter: "destination", sumMsPerSecond: 30, countPerSecond: 10 }),
    ]);
    expect(samples[0]).toMatchObject({ histogram: wholeOf(quick) });
    expect(samples[1]).not.toHaveProperty("histogram");
    expect(prometheus.asked).toHaveLength(2);
  });

  it("are read of callees where those are alone, in the same look and from then on at once", async () => {
    const prometheus = prometheusWith([...bothSides, stranger]);
    const memory = createLatencyMemory();
    const wanted = ["source: web → cart", "destination: stranger → web"];
    expect(await timedIn(prometheus, memory)).toEqual(wanted);
    expect(prometheus.asked.splice(0)).toHaveLength(3);
    expect(await timedIn(prometheus, memory)).toEqual(wanted);
    expect(prometheus.asked).toHaveLength(2);
  });

  it("are there in the very look in which a caller stops to report", async () => {
    const memory = createLatencyMemory();
    await timedIn(prometheusWith(bothSides), memory);
    expect(await timedIn(prometheusWith(bothSides.slice(1)), memory)).toEqual(["destination: web → cart"]);
  });

  it("are read of both sides where callers time requests that they do not count", async () => {
    const prometheus = prometheusWith(bothSides);
    const form = formOf({ someOnlyTime: true });
    expect(await timedIn(prometheus, createLatencyMemory(), form)).toHaveLength(2);
    expect(prometheus.asked).toHaveLength(2);
  });

  it("are the very same where none of them has moved", async () => {
    const memory = createLatencyMemory();
    const reports = [labels("source", "web", "cart"), labels("source", "cart", "pay")];
    const look = (buckets: Record<string, number>) =>
      readLatencies(prometheusWith(reports, buckets), formOf(), raw, memory, moment);
    const looks = [
      await look(slower),
      await look({ ...slower, "10": 8 + 1e-13 }),
      await look({ ...slower, "10": 8.1 }),
    ];
    const [first, second, third] = looks.map(({ samples }) => samples);
    expect(second?.map((sample, at) => sample === first?.[at])).toEqual([true, true]);
    expect(third?.map((sample, at) => sample === first?.[at])).toEqual([false, false]);
  });

  it("of recorded series are asked in the same way", async () => {
    const prometheus = prometheusWith([...bothSides, stranger]);
    const recorded: Pick<RecordedSeries, "ifHeld"> = { ifHeld: async (_audited, _moment, ask) => ask() };
    const { samples, source } = await readLatencies(prometheus, formOf(), recorded, createLatencyMemory(), moment);
    expect(source).toBe("recorded");
    expect(samples).toHaveLength(3);
    expect(prometheus.asked.every((query) => query.includes("fyr:edge_request_duration"))).toBe(true);
  });

  it("are not asked for again where they say nothing, and are there all the same", async () => {
    const prometheus = prometheusWith(bothSides);
    const memory = createLatencyMemory();
    for (let look = 0; look < 3; look++) expect(await spreadIn(prometheus, memory)).toEqual(wholeOf(quick));
    const spared = prometheus.asked.map((query) => /le!~"[^"]*"/.exec(query)?.[0]);
    expect(spared).toEqual([undefined, undefined, 'le!~"1|10|100"', undefined, 'le!~"1|10|100"', undefined]);
  });

  it.each([
    { what: "requests take longer", buckets: slower },
    { what: "requests take less", buckets: { ...quick, "1": 3, "2": 7 } },
    { what: "other proxies come", buckets: { "3": 4, "+Inf": 10 } },
    {
      what: "proxies write bounds otherwise",
      buckets: { "1.0": 0, "2.0": 0, "5.0": 10, "10.0": 10, "100.0": 10, "+Inf": 10 },
    },
  ])("are asked for in the very look in which $what", async ({ buckets }) => {
    const memory = createLatencyMemory();
    await spreadIn(prometheusWith(bothSides), memory);
    const changed = prometheusWith(bothSides, buckets);
    expect(await spreadIn(changed, memory)).toEqual(wholeOf(buckets));
    expect(changed.asked.length).toBeLessThanOrEqual(3);
    expect(await spreadIn(changed, memory)).toEqual(wholeOf(buckets));
    expect(changed.asked.length).toBeLessThanOrEqual(5);
  });

  it("are asked for in one request where both callees and bounds are others than the last time", async () => {
    const memory = createLatencyMemory();
    await spreadIn(prometheusWith(bothSides), memory);
    const changed = prometheusWith([...bothSides, stranger], slower);
    const { samples } = await readLatencies(changed, formOf(), raw, memory, moment);
    expect(samples.filter(({ kind, reporter }) => kind === "latency" && reporter === "destination")).toContainEqual(
      expect.objectContaining({
        source: expect.objectContaining({ workload: "stranger" }),
        histogram: wholeOf(slower),
      }),
    );
    expect(changed.asked).toHaveLength(3);
  });
});
