import type { HealthStatus } from "@fyr/contract";
import type { ChartTone } from "./TimeChart.tsx";

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
