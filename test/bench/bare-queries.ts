import {
  createIstioTelemetry,
  createPrometheusClient,
  createWriter,
  type PrometheusClient,
  plainDialect,
} from "@fyr/prometheus";
import { buildPicture, type PictureInput } from "@fyr/topology";

/** Unix seconds. */
export type Moment = { readonly at: number; readonly windowSeconds: number };

/** One look at the mesh as the server takes it: asking, reading and building. `previous`: the one before. */
export function createLooks(url: string) {
  const client = createPrometheusClient({ url, timeoutMs: 120_000 });
  const telemetry = createIstioTelemetry(client);
  let previous: PictureInput["previous"];
  return async (moment: Moment) => {
    const [traffic, latencies] = await Promise.all([telemetry.traffic(moment), telemetry.latencies(moment)]);
    const picture = buildPicture({
      at: new Date(moment.at * 1000).toISOString(),
      windowSeconds: moment.windowSeconds,
      grain: "workload",
      samples: [...traffic.samples, ...latencies.samples],
      sources: [],
      warnings: [],
      ...(previous === undefined ? {} : { previous }),
    });
    previous = picture.verdicts;
    return picture.topology;
  };
}

/** The queries of such a look, without what is asked once in ten minutes. */
export async function queriesOfLook(url: string, moment: Moment): Promise<string[]> {
  const client = createPrometheusClient({ url, timeoutMs: 120_000 });
  const asked: string[] = [];
  const written = createWriter(plainDialect);
  const noting: PrometheusClient = {
    ...client,
    query: (promql, at, signal) => {
      asked.push(written(promql));
      return client.query(promql, at, signal);
    },
    queryTable: (promql, at, memory, signal) => {
      asked.push(written(promql));
      return client.queryTable(promql, at, memory, signal);
    },
  };
  const telemetry = createIstioTelemetry(noting);
  const look = () => Promise.all([telemetry.traffic(moment), telemetry.latencies(moment)]);
  await look();
  asked.length = 0;
  await look();
  return [...asked];
}

/** All at once, the answers thrown away. */
export async function runBare(url: string, queries: readonly string[], { at }: Moment): Promise<void> {
  await Promise.all(
    queries.map(async (query) => {
      const response = await fetch(`${url}/api/v1/query`, {
        method: "POST",
        headers: { "accept-encoding": "gzip" },
        body: new URLSearchParams({ query, time: `${at}` }),
      });
      if (!response.ok) throw new Error(`Prometheus refused a query of the look: ${await response.text()}`);
      for await (const _ of response.body ?? []);
    }),
  );
}
