import { expect, it } from "vitest";
import type { MatrixRow, VectorRow } from "../answers.ts";
import type { PrometheusClient } from "../client.ts";
import { createNewestSampleReader } from "./newest-sample.ts";

type Series = { readonly pod: string; readonly times: readonly number[] };

/** A Prometheus with these series of requests, each alive for `aliveSeconds` after its last sample. */
function prometheusOf(series: () => readonly Series[], aliveSeconds = 300) {
  const asked: string[] = [];
  const metricOf = (pod: string) => ({ reporter: "source", pod, fyr_metric: "requests" });
  const client = {
    query: async (promql: string, at: number) => {
      asked.push(promql.includes("timestamp(") ? "all living" : "all");
      const reach = promql.includes("timestamp(") ? aliveSeconds : 3600;
      const rows: VectorRow[] = series()
        .flatMap(({ pod, times }) => {
          const last = times.findLast((time) => time <= at);
          return last === undefined || at - last > reach ? [] : [{ metric: metricOf(pod), value: last }];
        })
        .toSorted((a, b) => b.value - a.value);
      return { rows: rows.slice(0, 1), warnings: [] };
    },
    querySamples: async (promql: string, at: number) => {
      asked.push("one");
      const [, minutes] = /\[(\d+)m\]/.exec(promql) ?? [];
      const seconds = 60 * Number(minutes);
      const rows: MatrixRow[] = series()
        .filter(({ pod }) => promql.includes(`pod="${pod}"`))
        .map(({ times }) => ({
          metric: {},
          values: times.filter((time) => time <= at && time > at - seconds).map((time) => [time, 1] as const),
        }));
      return { rows: rows.filter(({ values }) => values.length > 0), warnings: [] };
    },
  };
  return { asked, read: createNewestSampleReader(client as unknown as PrometheusClient) };
}

const every = (spacing: number, from: number, to: number) =>
  Array.from({ length: (to - from) / spacing + 1 }, (_, i) => from + i * spacing);

it("asks one series only while that one has samples", async () => {
  const { asked, read } = prometheusOf(() => [{ pod: "a", times: every(15, 0, 3000) }]);
  await read(1000);
  asked.length = 0;
  expect(await read(1005)).toEqual({ at: 1005, spacingSeconds: 15 });
  expect(await read(1010)).toEqual({ at: 1005, spacingSeconds: 15 });
  expect(asked).toEqual(["one", "one"]);
});

it("goes on with another series when the one it asked has ended", async () => {
  const { asked, read } = prometheusOf(() => [
    { pod: "a", times: every(5, 0, 1000) },
    { pod: "b", times: every(5, 900, 3000).map((time) => time - 1) },
  ]);
  expect(await read(1000)).toMatchObject({ at: 1000 });
  expect(await read(1100)).toEqual({ at: 1099, spacingSeconds: 5 });
  asked.length = 0;
  await read(1105);
  expect(asked).toEqual(["one"]);
});

it("remembers where samples ended, however long ago", async () => {
  const { read } = prometheusOf(() => [{ pod: "a", times: every(5, 0, 1000) }], 0);
  await read(1000);
  expect(await read(1040)).toEqual({ at: 1000, spacingSeconds: 5 });
  expect(await read(90_000)).toEqual({ at: 1000, spacingSeconds: 5 });
});

it("finds where samples had ended before it was first asked", async () => {
  const { read } = prometheusOf(() => [{ pod: "a", times: every(5, 0, 1000) }], 0);
  expect(await read(2000)).toEqual({ at: 1000, spacingSeconds: 5 });
});

it("knows nothing of a Prometheus without a mesh", async () => {
  expect(await prometheusOf(() => []).read(1000)).toBeUndefined();
});

it("tells where samples began again after a break", async () => {
  const { read } = prometheusOf(() => [{ pod: "a", times: [...every(5, 800, 900), ...every(5, 960, 1000)] }]);
  expect(await read(1000)).toEqual({ at: 1000, spacingSeconds: 5, resumedAt: 960 });
});
