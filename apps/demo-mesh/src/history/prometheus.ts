import { setTimeout as pause } from "node:timers/promises";
import { snappyFrame } from "./snappy.ts";

/** What the demo asks of Prometheus before its metrics are scraped. */
export interface PrometheusLink {
  /** Rejects when there is no answer for a minute. */
  waitUntilReady(): Promise<void>;
  /** Takes an encoded `prometheus.WriteRequest`. */
  write(request: Uint8Array): Promise<void>;
  /** The newest sample of the mesh at or after a moment, in Unix seconds; nothing if there is none. */
  newestSample(since: number, until: number): Promise<number | undefined>;
}

const NEWEST = "max(timestamp(node_cpu_seconds_total))";
const QUERY_POINTS = 500;
const READY_PAUSE_MS = 500;
const READY_TRIES = 120;

export function connectPrometheus(url: string): PrometheusLink {
  const ask = async (path: string, init: RequestInit) => {
    const response = await fetch(`${url}${path}`, init);
    if (!response.ok) throw new Error(`Prometheus at ${url} refused ${path}: ${(await response.text()).slice(0, 300)}`);
    return response;
  };
  return {
    async waitUntilReady() {
      for (let tries = 0; tries < READY_TRIES; tries += 1) {
        const isReady = await fetch(`${url}/-/ready`).then(
          ({ ok }) => ok,
          () => false,
        );
        if (isReady) return;
        await pause(READY_PAUSE_MS);
      }
      throw new Error(`Prometheus at ${url} does not answer.`);
    },
    async write(request) {
      const headers = {
        "content-type": "application/x-protobuf",
        "content-encoding": "snappy",
        "x-prometheus-remote-write-version": "0.1.0",
      };
      await ask("/api/v1/write", { method: "POST", headers, body: new Uint8Array(snappyFrame(request)) });
    },
    async newestSample(since, until) {
      const step = Math.max(15, Math.ceil((until - since) / QUERY_POINTS));
      const query = new URLSearchParams({ query: NEWEST, start: `${since}`, end: `${until + step}`, step: `${step}` });
      const response = await ask(`/api/v1/query_range?${query}`, {});
      const { data } = (await response.json()) as RangeAnswer;
      const moments = data.result.flatMap(({ values }) => values.map(([, value]) => Number(value)));
      return moments.length > 0 ? Math.max(...moments) : undefined;
    },
  };
}

interface RangeAnswer {
  readonly data: { readonly result: readonly { readonly values: readonly (readonly [number, string])[] }[] };
}

/** Whoever configures Prometheus to scrape the demo names the job so, or history and present are two sets of series. */
export const JOB = "demo-mesh";
