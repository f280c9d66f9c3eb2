import type { HealthStatus, RouteChange, RouteDestination, RouteRule, TrafficRoute } from "@fyr/contract";
import { duration, inWords, success } from "../../../ui/format.ts";
import { untilSettled } from "../progress/change-stage.ts";
import { labelDestinations } from "./destination-label.ts";
import { ownerInWords } from "./owner-text.ts";
import { shareTexts } from "./share-text.ts";
import { countsConnections, type ObservedSplit } from "./split-drift.ts";

/** "observed 95.0 / 5.0 %", with a word when it is not what is set, or cannot be judged. */
export function observedInWords(observed: ObservedSplit, rule?: Pick<RouteRule, "rule">): string {
  const words = observedShares(observed);
  return rule !== undefined && countsConnections(rule) ? words.replace(" %", " % of connections") : words;
}

function observedShares(observed: ObservedSplit): string {
  switch (observed.kind) {
    case "not-measured":
      return "traffic not measured";
    case "no-traffic":
      return "no traffic observed";
    case "all-rules-together":
      return `observed ${sharesInWords(observed.shares)}, all rules together`;
    case "settling":
      return `observed ${sharesInWords(observed.shares)}, ${untilSettled(observed)}`;
    case "on-target":
      return `observed ${sharesInWords(observed.shares)}`;
    case "drift":
      return `drift: observed ${sharesInWords(observed.shares)}`;
  }
}

/** "98.9 / 1.1 % since the change": what the watch over a change has counted of its rule. */
export function sinceChangeInWords({ status }: RouteChange): string | undefined {
  const { observed } = status;
  if (observed === undefined || observed.requests === 0) return undefined;
  return `observed ${sharesInWords(observed.shares.map((each) => each.observed))} since the change`;
}

/** The destination that does worst: "v2: 92.9 % success, p99 1.24 s". Nothing when none carries measured traffic. */
export function worstInWords(rule: RouteRule): { readonly status: HealthStatus; readonly text: string } | undefined {
  const labels = labelDestinations(rule.destinations);
  const measured = rule.destinations
    .map((destination, index) => ({ destination, short: labels[index]?.short ?? "" }))
    .filter(({ destination }) => destination.errorRatio !== undefined || destination.latencyMs !== undefined)
    .sort((a, b) => badness(b.destination) - badness(a.destination));
  const worst = measured[0];
  if (worst === undefined) return undefined;
  const { errorRatio, latencyMs, health } = worst.destination;
  const numbers = [
    ...(errorRatio === undefined ? [] : [`${inWords(success(1 - errorRatio))} success`]),
    ...(latencyMs === undefined ? [] : [`p99 ${inWords(duration(latencyMs.p99))}`]),
  ];
  return { status: health, text: `${worst.short}: ${numbers.join(", ")}` };
}

/** Every word of the filter occurs in the name, namespace, kind, hosts or owner. */
export function isFound(route: TrafficRoute, filter: string): boolean {
  const text = [route.route.name, route.route.namespace, route.route.kind, ...route.hosts, ownerInWords(route.owner)]
    .join(" ")
    .toLowerCase();
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function sharesInWords(shares: readonly number[]): string {
  return `${shareTexts(shares).join(" / ")} %`;
}

const severity: Readonly<Record<HealthStatus, number>> = { failing: 3, degraded: 2, healthy: 1, unknown: 0 };

function badness({ health, errorRatio, latencyMs }: RouteDestination): number {
  return severity[health] * 1e9 + (errorRatio ?? 0) * 1e8 + (latencyMs?.p99 ?? 0);
}
