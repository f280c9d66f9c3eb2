import { expect, it } from "vitest";
import type { VectorRow } from "../answers.ts";
import type { PrometheusClient } from "../client.ts";
import { createDurationForms } from "./duration-form.ts";

const bucket: VectorRow = { metric: { fyr_metric: "bucket", reporter: "destination", le: "+Inf" }, value: 1 };

/** A Prometheus that answers when it is told to. */
function slowPrometheus() {
  const answers: PromiseWithResolvers<{ rows: VectorRow[]; warnings: string[] }>[] = [];
  const client = {
    query: () => {
      const answer = Promise.withResolvers<{ rows: VectorRow[]; warnings: string[] }>();
      answers.push(answer);
      return answer.promise;
    },
  };
  return { answers, forms: createDurationForms(client as unknown as PrometheusClient) };
}

it("asks once for all who ask meanwhile", async () => {
  const { answers, forms } = slowPrometheus();
  const both = Promise.all([forms(1000), forms(1005)]);
  answers[0]?.resolve({ rows: [bucket], warnings: [] });
  expect((await both).map(({ bucketSeries }) => bucketSeries?.callee)).toEqual([1, 1]);
  expect(answers).toHaveLength(1);
});

it("lets go whoever waits for another's question and gives up", async () => {
  const { answers, forms } = slowPrometheus();
  const stop = new AbortController();
  const first = forms(1000);
  const second = forms(1000, stop.signal);
  stop.abort("enough");
  await expect(second).rejects.toBe("enough");
  answers[0]?.resolve({ rows: [bucket], warnings: [] });
  expect((await first).bucketSeries?.callee).toBe(1);
});

it("asks anew for those whose question another has given up", async () => {
  const { answers, forms } = slowPrometheus();
  const first = forms(1000);
  const second = forms(1000);
  answers[0]?.reject("enough");
  await expect(first).rejects.toBe("enough");
  await expect.poll(() => answers.length).toBe(2);
  answers[1]?.resolve({ rows: [bucket], warnings: [] });
  expect((await second).bucketSeries?.callee).toBe(1);
});
