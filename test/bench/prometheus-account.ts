/** What Prometheus counts of itself since it started. */
export interface PrometheusAccount {
  readonly cpuMs: number;
  /** Instant queries it has answered: the looks, without what new problems ask of the past. */
  readonly queries: number;
}

export async function accountOf(url: string): Promise<PrometheusAccount> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  const sumOf = (name: RegExp) => [...metrics.matchAll(name)].reduce((sum, [, value]) => sum + Number(value), 0);
  return {
    cpuMs: sumOf(/^process_cpu_seconds_total (\S+)$/gm) * 1000,
    queries: sumOf(/^prometheus_http_requests_total\{code="\d+",handler="\/api\/v1\/query"\} (\S+)$/gm),
  };
}

/** Has Prometheus clear its memory, so that whatever it is asked next begins with the same room. */
export async function collectGarbage(url: string): Promise<void> {
  await (await fetch(`${url}/debug/pprof/heap?gc=1`)).arrayBuffer();
}
