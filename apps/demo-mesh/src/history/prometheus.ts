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
      const seconds = Math.max(1, Math.ceil(until - since));
      const newest = await Promise.all(
        SIGNS_OF_LIFE.map(async (selector) => {
          const query = new URLSearchParams({ query: `${selector}[${seconds}s]`, time: `${until}` });
          const response = await ask(`/api/v1/query?${query}`, {});
          const { data } = (await response.json()) as MatrixAnswer;
          return data.result.flatMap(({ values }) => values.findLast(([, value]) => Number(value) > 0)?.[0] ?? []);
        }),
      );
      const moments = newest.flat();
      return moments.length > 0 ? Math.max(...moments) : undefined;
    },
  };
}

interface MatrixAnswer {
  readonly data: { readonly result: readonly { readonly values: readonly (readonly [number, string])[] }[] };
}

/** Whoever configures Prometheus to scrape the demo names the job so, or history and present are two sets of series. */
export const JOB = "demo-mesh";

/**
 * Few series that show when the mesh was there, written or scraped: above 0 then. Asked for with their raw samples:
 * evaluated at steps, the last ones before a series was marked as ended would be missed.
 */
const SIGNS_OF_LIFE = ['node_cpu_seconds_total{mode="idle"}', `up{job="${JOB}"}`];
