import { createIstioTelemetry, createPrometheusClient, type PrometheusClient, type PromQl } from "@fyr/prometheus";
import { createBuild, type PictureInput } from "@fyr/topology";

/** What a look is to show. */
export type LookPart = "rates" | "whole";

export interface Look {
  /** Where what it shows comes from. */
  readonly sources: readonly string[];
  /** What it asked, as it was put to Prometheus. */
  readonly queries: readonly string[];
}

/** One look after the other as the server takes them: asking, reading and building. `at`: Unix seconds. */
export function createLooks(url: string, part: LookPart): (at: number) => Promise<Look> {
  const { client, take } = notingClient(url);
  const telemetry = createIstioTelemetry(client);
  const build = createBuild();
  let previous: PictureInput["previous"];
  return async (at) => {
    const moment = { at, windowSeconds: 60 };
    const measured = await Promise.all([
      telemetry.traffic(moment),
      ...(part === "whole" ? [telemetry.latencies(moment)] : []),
    ]);
    const picture = build({
      at: new Date(at * 1000).toISOString(),
      windowSeconds: 60,
      grain: "workload",
      samples: measured.flatMap(({ samples }) => samples),
      sources: [],
      warnings: [],
      ...(previous === undefined ? {} : { previous }),
    });
    previous = picture.verdicts;
    return { sources: measured.map(({ source = "?" }) => source), queries: take() };
  };
}

/** `take`: what was asked since it was called last. */
function notingClient(url: string): { readonly client: PrometheusClient; take(): string[] } {
  const client = createPrometheusClient({ url, timeoutMs: 120_000 });
  let asked: string[] = [];
  const note = (query: PromQl) => asked.push(client.written(query));
  return {
    client: {
      ...client,
      query: (query, ...rest) => {
        note(query);
        return client.query(query, ...rest);
      },
      queryTable: (query, ...rest) => {
        note(query);
        return client.queryTable(query, ...rest);
      },
      queryHistograms: (query, ...rest) => {
        note(query);
        return client.queryHistograms(query, ...rest);
      },
    },
    take: () => {
      const taken = asked;
      asked = [];
      return taken;
    },
  };
}
