import { setTimeout as pause } from "node:timers/promises";

/** Longer than that the rules are not waited for. */
export const mostRecordingSeconds = 300;

/**
 * The newest evaluation instant (Unix seconds) of the groups, once each has recorded everything: a group notes it after all
 * else. Each must have been evaluated less than an interval before.
 */
export async function untilRecorded(url: string, everySeconds: number): Promise<number> {
  for (let seconds = 0; seconds < mostRecordingSeconds; seconds++) {
    await pause(1000);
    const newest = await valuesOf(url, "timestamp(fyr:edge_rules)");
    if (newest.length < (await groupCount(url)) || newest.length === 0) continue;
    if (Math.max(...newest) - Math.min(...newest) <= everySeconds) return Math.max(...newest);
  }
  throw new Error("Prometheus does not record: its rules take longer than they have, or fail.");
}

/** Until no rule is evaluated any more. */
export async function untilRulesRest(url: string): Promise<void> {
  while ((await groupCount(url)) > 0) await pause(200);
}

async function groupCount(url: string): Promise<number> {
  const { data } = await getJson(`${url}/api/v1/rules?type=record`);
  return (data as { readonly groups: readonly unknown[] }).groups.length;
}

async function valuesOf(url: string, query: string): Promise<number[]> {
  const { data } = await getJson(`${url}/api/v1/query?${new URLSearchParams({ query })}`);
  const { result } = data as { readonly result: readonly { readonly value: readonly [number, string] }[] };
  return result.map(({ value }) => Number(value[1]));
}

async function getJson(url: string): Promise<{ readonly data: unknown }> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`Prometheus refused: ${await response.text()}`);
  return (await response.json()) as { readonly data: unknown };
}
