import type { Happenings } from "@fyr/prometheus";
import type { History } from "../observer/source/history.ts";
import { createSharedWork } from "../observer/source/shared-work.ts";
import type { Telemetry } from "../observer/source/telemetry.ts";
import type { TimelineSpan } from "./timeline-span.ts";

/** What metrics tell of hosts, containers and alerts, asked once for all who ask of the same span. */
export interface MetricHappenings {
  between(span: TimelineSpan, signal: AbortSignal): Promise<Happenings>;
}

const steps = [15, 30, 60, 120, 300, 600];
const mostPoints = 400;
/** What goes on when a span begins has begun before. */
const mostLeadSeconds = 3600;
/** History is often kept coarser than what is scraped now: two of its samples lie in this, and nobody need ask. */
const leastWindowSeconds = 120;
const kept = 32;

export function createMetricHappenings(
  telemetry: Pick<Telemetry, "happenings">,
  history: Pick<History, "minimumWindowSeconds">,
): MetricHappenings {
  const shared = createSharedWork<Happenings>(kept);
  return {
    between: async ({ from, to }, signal) => {
      const lead = Math.min(mostLeadSeconds, to - from);
      const least = (to - from + lead) / mostPoints;
      const stepSeconds = steps.find((step) => step >= least) ?? 600;
      // On multiples of the step the same question has the same answer.
      const [begin, end] = [from - lead, to].map((at) => Math.floor(at / stepSeconds) * stepSeconds) as [
        number,
        number,
      ];
      const minimumSeconds = await history.minimumWindowSeconds(signal);
      const windowSeconds = Math.max(leastWindowSeconds, minimumSeconds, 2 * stepSeconds);
      const range = { from: begin, to: end, stepSeconds, windowSeconds };
      return shared.get(JSON.stringify(range), (own) => telemetry.happenings(range, own), signal);
    },
  };
}
