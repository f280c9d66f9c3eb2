import type { Health, HealthCause, HealthStatus } from "@fyr/contract";
import { isFew, type Percentile } from "./requests-behind.ts";

/** The colour of a number. `few`: toned down, because too few requests stand behind it. */
export type NumberTone = "plain" | "warn" | "bad" | "few";

export function statusTone(status: HealthStatus): Exclude<NumberTone, "few"> {
  switch (status) {
    case "failing":
      return "bad";
    case "degraded":
      return "warn";
    case "healthy":
    case "unknown":
      return "plain";
  }
}

/** The tone of a success rate: that of the errors among the causes, so that slowness does not colour it. */
export function successTone(health: Pick<Health, "causes">): Exclude<NumberTone, "few"> {
  return toneOfCauses(health, "server-errors");
}

/** The same of what stands for failures of requests and of connections. */
export function failedShareTone(health: Pick<Health, "causes">): Exclude<NumberTone, "few"> {
  return toneOfCauses(health, "server-errors", "failed-connections");
}

function toneOfCauses(
  { causes }: Pick<Health, "causes">,
  ...codes: readonly HealthCause["code"][]
): Exclude<NumberTone, "few"> {
  const errors = causes.filter(({ code }) => codes.includes(code));
  return statusTone(errors.find(({ status }) => status === "failing")?.status ?? errors[0]?.status ?? "healthy");
}

const notable = 1.5;
const alarming = 5;

/**
 * The tone of a percentile, the same wherever it stands: at least that of its verdict where it was judged slow. Above its
 * usual is worth a colour too, but only where the edge or node itself is not well, and never a worse one than that of the
 * whole. `requests`: absent where they were not counted.
 */
export function percentileTone(
  name: Percentile,
  ms: number,
  of: {
    readonly usual?: number | undefined;
    readonly health: Pick<Health, "status" | "causes">;
    readonly requests?: number | undefined;
  },
): NumberTone {
  const { usual, health, requests } = of;
  const verdict = health.causes.find(({ code, quantile = "p95" }) => code === "slow" && quantile === name);
  const isSlow = verdict !== undefined && ms >= verdict.threshold;
  if (!isSlow && requests !== undefined && isFew(name, requests)) return "few";
  const most = statusTone(health.status);
  const ratio = usual === undefined || usual <= 0 ? 1 : ms / usual;
  if (most === "bad" && ratio >= alarming) return "bad";
  if (isSlow) return statusTone(verdict.status);
  return most === "plain" || ratio < notable ? "plain" : "warn";
}
