import { PrometheusError } from "@fyr/prometheus";
import { expect, it } from "vitest";
import { announcePrometheus } from "./announce-prometheus.ts";

const unavailable = new PrometheusError("prometheus_unavailable", "No answer from Prometheus at prometheus:9090.");
const rejected = new PrometheusError("prometheus_rejected", "Prometheus at prometheus:9090 wants a token.");

/** What is said when the answers come one after the other. */
async function saidOf(...answers: readonly (readonly string[] | PrometheusError)[]): Promise<string[]> {
  const said: string[] = [];
  const left = [...answers];
  const stop = new AbortController();
  await announcePrometheus({
    telemetry: {
      connection: async () => {
        const answer = left.shift() ?? [];
        if (answer instanceof Error) throw answer;
        return [...answer];
      },
    },
    now: () => 0,
    say: (sentence) => said.push(sentence),
    wait: async () => {
      if (left.length === 0) stop.abort();
    },
    signal: stop.signal,
  });
  return said;
}

const notYet =
  "No answer from Prometheus at prometheus:9090. Fyr goes on asking, and shows the map as soon as it answers.";

it("says nothing of a Prometheus that answers", async () => {
  expect(await saidOf([])).toEqual([]);
});

it("says what is wrong with the series of one that answers", async () => {
  expect(await saidOf(["No series."])).toEqual(["No series."]);
});

it("says once that nobody answers, and once that somebody does", async () => {
  expect(await saidOf(unavailable, unavailable, unavailable, [])).toEqual([notYet, "Prometheus answers now."]);
});

it("says of a refusal what to do, as of silence", async () => {
  const refused = expect.stringMatching(/^Prometheus at prometheus:9090 wants a token\. Fyr goes on asking/);
  expect(await saidOf(unavailable, rejected, rejected, [])).toEqual([notYet, refused, "Prometheus answers now."]);
});

it("says no more when Fyr ends first", async () => {
  expect(await saidOf(unavailable, unavailable)).toEqual([notYet]);
});
