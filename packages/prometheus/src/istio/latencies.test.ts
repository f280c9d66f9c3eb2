import type { Histogram } from "@fyr/topology";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Labels, VectorRow } from "../answers.ts";
import type { PromQl } from "../promql.ts";
import type { LabelMemory } from "../tables/label-memory.ts";
import { tableOf } from "../tables/read-table.ts";
import { type DurationForm, settledForm, unknownForm } from "./duration-form.ts";
import { metricMark } from "./labels.ts";
import { readLatencies } from "./latencies.ts";
import { createLatencyMemory, type LatencyMemory } from "./latency-memory.ts";
import type { RecordedSeries } from "./recorded/recorded-series.ts";

const moment = { at: 1000, windowSeconds: 60 };

type Report = Labels & Readonly<Record<"reporter" | "source_workload" | "destination_workload", string>>;

function labels(reporter: string, caller: string, callee: string, more: Labels = {}): Report {
  const ends = { source_workload_namespace: "shop", destination_workload_namespace: "shop" };
  return { reporter, source_workload: caller, destination_workload: callee, ...ends, ...more };
}

/** All requests took 5 ms or less. */
const quick = { "1": 0, "2": 0, "5": 10, "10": 10, "100": 10, "+Inf": 10 };
/** Some took longer. */
const slower = { ...quick, "5": 6, "10": 8 };

/** Rows added up by the labels that the query says; all of them where it says none. */
function addedUp(query: string, rows: readonly VectorRow[]): VectorRow[] {
  const by = /^\(?sum by \(([^)]*)\)/.exec(query)?.[1]?.split(", ");
  if (by === undefined) return [...rows];
  const named = rows.map(({ metric, value }) => {
    const kept = Object.entries(metric).filter(([label]) => by.includes(label) || label === metricMark);
    return { metric: Object.fromEntries(kept), value };
  });
  return [...Map.groupBy(named, ({ metric }) => JSON.stringify(metric)).values()].flatMap(([first, ...more]) =>
    first === undefined ? [] : { ...first, value: more.reduce((sum, { value }) => sum + value, first.value) },
  );
}

function isSelected(selector: string, { reporter, source_workload: caller }: Report): boolean {
  const isCallees = reporter === "destination";
  if (/reporter!="destination"/.test(selector) && isCallees) return false;
  if (/reporter="destination"/.test(selector) && !isCallees) return false;
  const callers = /source_workload=~"([^"]*)"/.exec(selector)?.[1]?.split("|");
  return callers === undefined || callers.includes(caller);
}

/** Series of these reports. Understands only what is asked here. */
function prometheusWith(reports: readonly Report[], buckets: Record<string, number> = quick) {
  const asked: string[] = [];
  const rowsFor = (query: string): VectorRow[] => {
    if (!query.includes("_bucket"))
      return reports.flatMap((report) =>
        ["sum", "count"].map((mark) => ({
          metric: { ...report, [metricMark]: mark },
          value: mark === "sum" ? 30 : 10,
        })),
      );
    const selectors = query.split("_bucket").slice(1);
    const isAsked = (report: Report) => selectors.some((selector) => isSelected(selector, report));
    const spared = /le!~"([^"]*)"/.exec(query)?.[1]?.split("|") ?? [];
    return reports
      .filter(isAsked)
      .flatMap((report) => Object.entries(buckets).map(([le, value]) => ({ metric: { ...report, le }, value })))
      .filter(({ metric }) => !spared.includes(metric.le));
  };
  const queryTable = async <Meaning>(
    promql: PromQl,
    _at: number,
    memory: LabelMemory<Meaning>,
    _signal?: AbortSignal,
  ) => {
    asked.push(promql);
    return { ...tableOf(addedUp(promql, rowsFor(promql)), memory), warnings: [] };
  };
  return { asked, queryTable, queryHistograms: async () => ({ rows: [], warnings: [] }) };
}

const raw = { ifHeld: async () => undefined };
const formOf = (parts: Partial<DurationForm> = {}) => settledForm({ ...unknownForm, ...parts });

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

  it("are asked for beside the sums where nobody has looked before", async () => {
    const prometheus = prometheusWith(bothSides);
    const sums = Promise.withResolvers<void>();
    const queryTable: typeof prometheus.queryTable = async (query, at, memory) => {
      if (!query.includes("_bucket")) await sums.promise;
      else sums.resolve();
      return prometheus.queryTable(query, at, memory);
    };
    expect(await timedIn({ ...prometheus, queryTable })).toEqual(["source: web → cart"]);
  });

  it("are asked for while it is found out how they are written, and anew where that is otherwise", async () => {
    for (const { form, selected } of [
      { form: unknownForm, selected: ['reporter!="destination"'] },
      { form: { ...unknownForm, someOnlyTime: true }, selected: ['reporter!="destination"', ""] },
    ]) {
      const prometheus = prometheusWith(bothSides);
      const found = Promise.withResolvers<DurationForm>();
      const forms = { at: () => found.promise, likely: () => unknownForm };
      const given: (AbortSignal | undefined)[] = [];
      const queryTable: typeof prometheus.queryTable = (query, at, memory, signal) => {
        given.push(signal);
        if (given.length === 2) found.resolve(form);
        return prometheus.queryTable(query, at, memory);
      };
      const timed = await timedIn({ ...prometheus, queryTable }, createLatencyMemory(), forms);
      expect(timed).toEqual(await timedIn(prometheusWith(bothSides), createLatencyMemory(), settledForm(form)));
      const buckets = prometheus.asked.filter((query) => query.includes("_bucket"));
      expect(buckets.map((query) => /reporter!?="destination"/.exec(query)?.[0] ?? "")).toEqual(selected);
      if (form.someOnlyTime) expect(given[0]?.aborted).toBe(true);
    }
  });

  it("teach nothing of what need not be asked where they were asked for by the wrong form", async () => {
    const prometheus = prometheusWith(bothSides);
    const found = Promise.withResolvers<DurationForm>();
    const forms = { at: () => found.promise, likely: () => unknownForm };
    const looking = timedIn(prometheus, createLatencyMemory(), forms);
    await expect.poll(() => prometheus.asked.length).toBe(2);
    await new Promise((go) => setImmediate(go));
    found.resolve({ ...unknownForm, partialBounds: ["5"] });
    await looking;
    expect(prometheus.asked.filter((query) => query.includes("le!~"))).toEqual([]);
  });

  it("are read of callees in the very look in which they are alone", async () => {
    const memory = createLatencyMemory();
    await timedIn(prometheusWith(bothSides), memory);
    const later = prometheusWith([...bothSides, stranger]);
    expect(await timedIn(later, memory)).toEqual(["source: web → cart", "destination: stranger → web"]);
    expect(later.asked).toHaveLength(3);
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

  it("are read of both sides where nothing is summed up", async () => {
    const prometheus = prometheusWith([labels("source", "web", "cart"), stranger]);
    const queryTable: typeof prometheus.queryTable = async (query, at, memory) =>
      query.includes("_bucket") ? prometheus.queryTable(query, at, memory) : { columns: [], rows: [], warnings: [] };
    const memory = createLatencyMemory();
    for (const asked of [2, 1]) {
      expect(await timedIn({ ...prometheus, queryTable }, memory)).toEqual([
        "source: web → cart",
        "destination: stranger → web",
      ]);
      expect(prometheus.asked.splice(0)).toHaveLength(asked);
    }
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
    expect(spared).toEqual([undefined, undefined, undefined, 'le!~"1|10|100"', undefined, 'le!~"1|10|100"']);
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

  describe("say whose they are in few labels", () => {
    const alike = (service: string, reporter = "source") =>
      labels(reporter, "web", "cart", { destination_service_name: service });
    const labelsOf = (query: string) => /^\(?sum by \(([^)]*)\)/.exec(query)?.[1]?.split(", ").length;

    /** Of each sample that has one, with the callee's service. */
    async function spreadsIn(prometheus: ReturnType<typeof prometheusWith>, memory: LatencyMemory, at = moment.at) {
      const { samples } = await readLatencies(prometheus, formOf(), raw, memory, { ...moment, at });
      return samples.flatMap((sample) =>
        "histogram" in sample ? [[sample.destination.service, sample.histogram?.perSecond]] : [],
      );
    }

    const bucketsAsked = ({ asked }: ReturnType<typeof prometheusWith>) =>
      asked.splice(0).filter((query) => query.includes("_bucket"));

    it("by five where those are enough, and from the second look on by more where they are not", async () => {
      for (const { services, first, later } of [
        { services: ["cart"], first: [6], later: [6] },
        { services: ["cart", "basket"], first: [6, 16], later: [7] },
      ]) {
        const prometheus = prometheusWith(services.map((service) => alike(service)));
        const wanted = services.map((service) => [service, Object.values(quick)]);
        const memory = createLatencyMemory();
        for (const by of [first, later]) {
          expect(await spreadsIn(prometheus, memory)).toEqual(wanted);
          expect(bucketsAsked(prometheus).map(labelsOf)).toEqual(by);
        }
      }
    });

    it("by all for none but the pairs that those do not tell apart", async () => {
      const prometheus = prometheusWith([alike("cart"), alike("basket"), labels("source", "cart", "pay")]);
      expect(await spreadsIn(prometheus, createLatencyMemory())).toHaveLength(3);
      const [, second = ""] = bucketsAsked(prometheus);
      expect(second).toContain('source_workload=~"web",destination_workload=~"cart"');
    });

    it("whose they are in the very look in which they stop to be enough", async () => {
      const memory = createLatencyMemory();
      await spreadsIn(prometheusWith([alike("cart")]), memory);
      const changed = prometheusWith([alike("cart"), alike("basket")]);
      const wanted = ["cart", "basket"].map((service) => [service, Object.values(quick)]);
      expect(await spreadsIn(changed, memory)).toEqual(wanted);
      expect(changed.asked.splice(0)).toHaveLength(3);
      expect(await spreadsIn(changed, memory)).toEqual(wanted);
      expect(changed.asked).toHaveLength(2);
    });

    it("by all for ten minutes where buckets hold other requests than were timed", async () => {
      const memory = createLatencyMemory();
      const more = prometheusWith([alike("cart")], { ...quick, "+Inf": 11 });
      const wanted = [["cart", Object.values({ ...quick, "+Inf": 11 })]];
      for (const { at, requests } of [
        { at: 1000, requests: 3 },
        { at: 1500, requests: 2 },
        { at: 1600, requests: 3 },
      ]) {
        expect(await spreadsIn(more, memory, at)).toEqual(wanted);
        expect(more.asked.splice(0)).toHaveLength(requests);
      }
    });

    it("for any mesh as by all labels", () => {
      const few = fc.constantFrom("a", "b");
      const ends = fc.record({
        reporter: fc.constantFrom("source", "destination", "waypoint", "other"),
        source_workload: few,
        destination_workload: few,
        destination_service_name: few,
        source_canonical_revision: few,
        request_protocol: fc.constantFrom("http", "grpc"),
      });
      const mesh = fc.uniqueArray(ends, { selector: (own) => JSON.stringify(own), maxLength: 6 });
      return fc.assert(
        fc.asyncProperty(fc.array(mesh, { maxLength: 4 }), async (meshes) => {
          const memory = createLatencyMemory();
          for (const reports of meshes) {
            const look = async (own: LatencyMemory) => {
              const { samples } = await readLatencies(prometheusWith(reports), formOf(), raw, own, moment);
              return samples.map((sample) => JSON.stringify(sample)).sort();
            };
            const whole = { ...createLatencyMemory(), labels: undefined };
            expect(await look(memory)).toEqual(await look(whole));
          }
        }),
      );
    });
  });
});
