import { PrometheusError } from "./prometheus-error.ts";

const fallbackSeconds = 15;
const usualSeconds = [1, 2, 5, 10, 15, 20, 30, 60, 120, 300];
const measuredSeconds = 300;

/**
 * Configured, where one interval holds for every job; else measured on the mesh's own series; else 15 s. Managed
 * Prometheuses do not show their configuration, and large ones scrape every job at its own pace.
 */
export async function findScrapeInterval(
  readConfig: () => Promise<string | undefined>,
  countSamples: (seconds: number) => Promise<number>,
): Promise<number> {
  const configured = configuredIntervals(await unlessRefused(readConfig));
  const [only] = configured;
  if (configured.size === 1 && only !== undefined) return only;
  const count = await countSamples(measuredSeconds);
  return count < 2 ? fallbackSeconds : nearestUsual(measuredSeconds / count);
}

async function unlessRefused(read: () => Promise<string | undefined>): Promise<string> {
  try {
    return (await read()) ?? "";
  } catch (error) {
    // What cannot be read is measured; a Prometheus that is away says so at the next question.
    if (error instanceof PrometheusError) return "";
    throw error;
  }
}

/**
 * The `scrape_interval:` of each job, in seconds, which Prometheus writes out in full. What stands for all of them says
 * nothing where there are none: samples were written into it by others, at their own pace.
 */
function configuredIntervals(yaml: string): Set<number> {
  const [, jobs = ""] = yaml.split(/^scrape_configs:/m);
  const intervals = [...jobs.matchAll(/^\s+scrape_interval:\s*(\S+)\s*$/gm)].map(([, text]) => secondsOf(text ?? ""));
  return new Set(intervals.filter((seconds) => seconds !== undefined && seconds > 0) as number[]);
}

const unitSeconds = { ms: 0.001, s: 1, m: 60, h: 3600 } as const;

/** Go's way of writing durations: `15s`, `1m30s`, `500ms`. */
function secondsOf(text: string): number | undefined {
  if (!/^(\d+(ms|s|m|h))+$/.test(text)) return undefined;
  let seconds = 0;
  for (const [, count, unit] of text.matchAll(/(\d+)(ms|s|m|h)/g)) {
    seconds += Number(count) * unitSeconds[unit as keyof typeof unitSeconds];
  }
  return seconds;
}

function nearestUsual(seconds: number): number {
  const distance = (usual: number) => Math.abs(Math.log(usual / seconds));
  return usualSeconds.reduce((best, usual) => (distance(usual) < distance(best) ? usual : best));
}
