import type { TraceQuery } from "./search.ts";

type Given = Readonly<Record<string, string | string[] | undefined>>;
type ReadQuery = { readonly ok: true; readonly query: TraceQuery } | { readonly ok: false; readonly why: string };

const HOUR = 3600;
const MOST_TRACES = 1500;
const UNITS: Readonly<Record<string, number>> = { us: 0.001, µs: 0.001, ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** Jaeger's parameters: times in microseconds, durations as Go writes them. `now` in Unix seconds. */
export function readTraceQuery(given: Given, now: number): ReadQuery {
  const one = (name: string) => [given[name]].flat().at(-1);
  const service = one("service");
  if (!service) return { ok: false, why: "parameter 'service' is required" };
  const to = microseconds(one("end"), now);
  const from = microseconds(one("start"), to - HOUR);
  const limit = Number(one("limit") ?? 100);
  const tags = readTags(one("tags"), [given["tag"]].flat());
  const minMs = milliseconds(one("minDuration"), 0);
  const maxMs = milliseconds(one("maxDuration"), Number.POSITIVE_INFINITY);
  if (Number.isNaN(to) || Number.isNaN(from)) return { ok: false, why: "start and end are microseconds" };
  if (!Number.isInteger(limit) || limit < 1) return { ok: false, why: `malformed parameter 'limit': ${one("limit")}` };
  if (tags === undefined) return { ok: false, why: "malformed 'tags' parameter: a JSON object of strings is wanted" };
  if (Number.isNaN(minMs) || Number.isNaN(maxMs)) return { ok: false, why: "could not parse a duration" };
  const operation = one("operation");
  const query = { service, tags, from, to: Math.min(to, now), minMs, maxMs, limit: Math.min(MOST_TRACES, limit) };
  return { ok: true, query: { ...query, ...(operation && { operation }) } };
}

const microseconds = (text: string | undefined, otherwise: number) =>
  text === undefined ? otherwise : Number(text) / 1e6;

function milliseconds(text: string | undefined, otherwise: number): number {
  if (!text) return otherwise;
  const [, amount, unit = ""] = /^([\d.]+)(us|µs|ms|s|m|h)$/.exec(text) ?? [];
  return Number(amount) * (UNITS[unit] ?? Number.NaN);
}

/** `{"error":"true"}`, or any number of `error:true`. */
function readTags(
  json: string | undefined,
  pairs: readonly (string | undefined)[],
): Record<string, string> | undefined {
  const tags: Record<string, string> = {};
  for (const pair of pairs) {
    const [key = "", ...rest] = (pair ?? "").split(":");
    if (key) tags[key] = rest.join(":");
  }
  if (!json) return tags;
  try {
    const parsed: unknown = JSON.parse(json);
    if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) return undefined;
    return { ...tags, ...Object.fromEntries(Object.entries(parsed).map(([key, value]) => [key, String(value)])) };
  } catch {
    // It is no JSON, which is all there is to say.
    return undefined;
  }
}
