import { PrometheusError } from "@fyr/prometheus";
import { expect, it } from "vitest";
import { announcePrometheus } from "./announce-prometheus.ts";

const unavailable = new PrometheusError("prometheus_unavailable", "No answer from Prometheus at prometheus:9090.");
const rejected = new PrometheusError("prometheus_rejected", "Prometheus at prometheus:9090 refuses: not found.");

/** What is said when the answers come one after the other. */
async function saidOf(...answers: readonly (string | PrometheusError)[]): Promise<string[]> {
  const said: string[] = [];
  const left = [...answers];
  const stop = new AbortController();
  await announcePrometheus({
    telemetry: {
      version: async () => {
        const answer = left.shift();
        if (answer instanceof Error) throw answer;
        return answer;
      },
    },
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
  expect(await saidOf("2.42.0")).toEqual([]);
});

it("takes a refusal for an answer", async () => {
  expect(await saidOf(rejected)).toEqual([]);
});

it("says once that nobody answers, and once that somebody does", async () => {
  expect(await saidOf(unavailable, unavailable, unavailable, "2.42.0")).toEqual([notYet, "Prometheus answers now."]);
});

it("says no more when Fyr ends first", async () => {
  expect(await saidOf(unavailable, unavailable)).toEqual([notYet]);
});
