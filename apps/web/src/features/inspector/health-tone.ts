import type { Health, HealthStatus } from "@fyr/contract";
import type { ChartTone } from "./time-chart-props.ts";

export function toneOfHealth(status: HealthStatus): ChartTone {
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
export function toneOfSuccess({ causes }: Health): ChartTone {
  const errors = causes.filter(({ code }) => code === "server-errors");
  return toneOfHealth(errors.find(({ status }) => status === "failing")?.status ?? errors[0]?.status ?? "healthy");
}
