import { expect, it } from "vitest";
import type { Answer, VectorRow } from "../answers.ts";
import { type PromQl, select } from "../promql.ts";
import { createDurationForms, unknownForm } from "./duration-form.ts";
import { formQuery, formRecord } from "./form-query.ts";
import type { RecordedSeries } from "./recorded/recorded-series.ts";

const bucket: VectorRow = { metric: { fyr_metric: "bucket", reporter: "destination", le: "+Inf" }, value: 1 };

/** A Prometheus that answers when it is told to. */
function slowPrometheus(recorded: Pick<RecordedSeries, "ifHeld"> = { ifHeld: async () => undefined }) {
  const asked: PromQl[] = [];
  const answers = Array.from({ length: 3 }, () => Promise.withResolvers<Answer<VectorRow>>());
  const client = {
    query: async (promql: PromQl) => {
      const answer = answers[asked.push(promql) - 1];
      if (answer === undefined) throw new Error("More was asked than any test wants.");
      return answer.promise;
    },
  };
  return { asked, answers, forms: createDurationForms(client, recorded) };
}

it("asks once for all who ask meanwhile", async () => {
  const { asked, answers, forms } = slowPrometheus();
  const both = Promise.all([forms.at(1000), forms.at(1005)]);
  answers[0]?.resolve({ rows: [bucket], warnings: [] });
  expect((await both).map(({ bucketSeries }) => bucketSeries?.callee)).toEqual([1, 1]);
  expect(asked).toHaveLength(1);
});

it("lets go whoever waits for another's question and gives up", async () => {
  const { answers, forms } = slowPrometheus();
  const stop = new AbortController();
  const first = forms.at(1000);
  const second = forms.at(1000, stop.signal);
  stop.abort("enough");
  await expect(second).rejects.toBe("enough");
  answers[0]?.resolve({ rows: [bucket], warnings: [] });
  expect((await first).bucketSeries?.callee).toBe(1);
});

it("asks anew for those whose question another has given up", async () => {
  const { asked, answers, forms } = slowPrometheus();
  const first = forms.at(1000);
  const second = forms.at(1000);
  answers[0]?.reject("enough");
  await expect(first).rejects.toBe("enough");
  await expect.poll(() => asked.length).toBe(2);
  answers[1]?.resolve({ rows: [bucket], warnings: [] });
  expect((await second).bucketSeries?.callee).toBe(1);
});

it("is likely what it was found to be last, and that of most meshes before", async () => {
  const { answers, forms } = slowPrometheus();
  expect(forms.likely(1000)).toBe(unknownForm);
  const first = forms.at(1000);
  answers[0]?.resolve({ rows: [bucket], warnings: [] });
  const form = await first;
  expect([forms.likely(1000), forms.likely(5000)]).toEqual([form, form]);
});

it("is read of what is recorded where there is such, and asked for where there is none", async () => {
  const recordedOnly = slowPrometheus({ ifHeld: (_audited, _moment, ask) => ask() });
  const found = recordedOnly.forms.at(1000);
  recordedOnly.answers[0]?.resolve({ rows: [], warnings: [] });
  await expect.poll(() => recordedOnly.asked).toEqual([select(formRecord), formQuery]);
  recordedOnly.answers[1]?.resolve({ rows: [bucket], warnings: [] });
  expect((await found).bucketSeries?.callee).toBe(1);
});

const named = { fyr_metric: "source", reporter: "destination", fyr_namespace: "told", fyr_app: "told" };

it("tells who is named by half, and asks again as long as nothing has been timed", async () => {
  const { asked, answers, forms } = slowPrometheus();
  const first = forms.at(1000);
  answers[0]?.resolve({ rows: [{ metric: { ...named, fyr_version: "told" }, value: 3 }], warnings: [] });
  expect((await first).halfNamed).toEqual([{ reporter: "destination", side: "source", lack: ["workload"] }]);
  const second = forms.at(1000);
  answers[1]?.resolve({ rows: [bucket, { metric: { ...named, fyr_workload: "told" }, value: 3 }], warnings: [] });
  expect((await second).halfNamed).toEqual([]);
  await forms.at(1000);
  expect(asked).toHaveLength(2);
});
