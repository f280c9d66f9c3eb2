import type { Finding } from "@fyr/contract";
import type { Found, TimeSpan } from "@fyr/topology";
import { known, roundQuantity } from "@fyr/topology";
import type { LookingTelemetry } from "../source/telemetry.ts";

/** Of the first few findings, and few pairs of each: every pair makes the question longer. */
const most = { findings: 5, pairs: 8 };
const windows = { shortest: 60, longest: 300 };

/** The findings with their p99, now and when all was well before they began: one request for all, 2 with native histograms. */
export async function withQuantiles(
  telemetry: Pick<LookingTelemetry, "edgeLines">,
  found: readonly Found[],
  at: number,
  signal: AbortSignal,
): Promise<{ readonly found: readonly Found[]; readonly requests: number }> {
  const asked = found.slice(0, most.findings).filter(({ keys }) => keys.length > 0);
  const onsets = asked.flatMap(({ finding: { onset } }) => (onset === undefined ? [] : [Date.parse(onset.at) / 1000]));
  const since = at - Math.max(...onsets);
  const windowSeconds = Math.round(Math.min(windows.longest, Math.max(windows.shortest, since)));
  const before = Math.floor(wellMoment(asked, windowSeconds) ?? Math.min(...onsets) - windows.shortest);
  if (onsets.length === 0 || before >= at) return { found, requests: 0 };
  const range = { from: before, to: at, stepSeconds: at - before, windowSeconds };
  const lines = await telemetry.edgeLines(
    asked.map(({ keys }) => keys.slice(0, most.pairs)),
    new Set(["durations"]),
    range,
    signal,
  );
  const quantiles = new Map(asked.map(({ finding }, place) => [finding.id, lines[place]?.p99Ms]));
  return {
    found: found.map((one) => ({ ...one, finding: told(one.finding, quantiles.get(one.finding.id)) })),
    requests: 1,
  };
}

/** The newest moment whose window was well for all of them; the newest of all where none was that long. */
function wellMoment(found: readonly Found[], windowSeconds: number): number | undefined {
  const [first = [], ...more] = found.filter(({ well }) => well.length > 0).map(({ well }) => well);
  const common = more.reduce(
    (spans, others) => spans.flatMap((span) => others.flatMap((one) => overlap(span, one))),
    first,
  );
  const whole = common.filter(({ from, to }) => to - from >= windowSeconds);
  return (whole.length > 0 ? whole : common).at(-1)?.to;
}

function overlap(one: TimeSpan, other: TimeSpan): TimeSpan[] {
  const [from, to] = [Math.max(one.from, other.from), Math.min(one.to, other.to)];
  return from < to ? [{ from, to }] : [];
}

function told(finding: Finding, p99: readonly (number | null)[] | undefined): Finding {
  const [before, now] = [p99?.[0] ?? undefined, p99?.[1] ?? undefined];
  return {
    ...finding,
    now: { ...finding.now, ...known("p99Ms", now, roundQuantity) },
    ...(finding.usual && { usual: { ...finding.usual, ...known("p99Ms", before, roundQuantity) } }),
  };
}
