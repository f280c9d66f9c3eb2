import type { Comparison, ComparisonQuery } from "@fyr/contract";
import type { CallerCluster } from "@fyr/kubernetes";
import { type KubernetesObject, type ReadRule, readHistory, ruleAt, sameRule } from "@fyr/routing";
import { AppError } from "../app-error.ts";
import { formatInstant } from "../observer/instant-text.ts";
import type { History } from "../observer/source/history.ts";
import { createSharedWork } from "../observer/source/shared-work.ts";
import { trustedWindow } from "../observer/source/trusted-window.ts";
import type { Visible } from "../visibility/visible.ts";
import { isDestinationVisible } from "../visibility/visible-route.ts";
import { canBeToldApart, measuredDestinations } from "./attribute-requests.ts";
import { type CompareTelemetry, compareDestinations } from "./compare-destinations.ts";
import type { ChangesCluster } from "./dependencies.ts";

/** The destinations of a rule side by side, for all who look at it. */
export interface Comparisons {
  /** Rejects with `unknown_route` or `bad_request`. */
  compare(caller: ComparisonCaller, query: ComparisonQuery, span: AskedSpan, signal: AbortSignal): Promise<Comparison>;
}

/** Unix seconds. */
interface AskedSpan {
  readonly from?: number;
  readonly to: number;
}

/** Who asks, and where they may see traffic. */
interface ComparisonCaller {
  readonly routes: Pick<CallerCluster["routes"], "read">;
  readonly visible: Visible;
}

export interface ComparisonsDependencies {
  readonly cluster: Pick<ChangesCluster, "objects">;
  readonly telemetry: CompareTelemetry;
  readonly history: Pick<History, "trustedWindows">;
}

/** Without a change to begin with, and where that was longer ago than `mostSeconds`. */
const usualSeconds = 1800;
const mostSeconds = 6 * 3600;
/** Who looks at the same within so long sees the same. */
const sharedSeconds = 5;
const mostStretches = 120;
/** Widened to what the samples allow. */
const narrowestSeconds = 10;
const kept = 64;

export function createComparisons({ cluster, telemetry, history }: ComparisonsDependencies): Comparisons {
  const shared = createSharedWork<Comparison>(kept);
  return {
    compare: async (caller, { kind, namespace, name, protocol, index }, asked, signal) => {
      const object = await caller.routes.read({ kind, namespace, name }, signal);
      const rule = ruleAt(object, { protocol, index });
      if (rule === undefined) {
        throw new AppError("bad_request", `${name} has no such rule.`, { field: "index" });
      }
      const span = spanOf(object, rule, asked);
      const objects = await cluster.objects(signal);
      const named = rule.destinations.map(({ destination }) => destination);
      const destinations = measuredDestinations(objects, named, object).map((measured, place) => ({
        destination: named[place] ?? { host: measured.host },
        measured,
      }));
      const stretch = stretchOf(
        span,
        await trustedWindow({ ...span, windowSeconds: narrowestSeconds }, history, signal),
      );
      const frame = {
        from: formatInstant(span.from),
        to: formatInstant(span.to),
        ...(span.change !== undefined && { change: span.change }),
        stepSeconds: stretch.stepSeconds,
      };
      if (protocol !== "http" && protocol !== "grpc") return { ...frame, destinations: [], unmeasured: "not-requests" };
      if (!named.every((each) => isDestinationVisible(caller.visible, each, namespace)))
        return { ...frame, destinations: [], unmeasured: "not-visible" };
      if (!canBeToldApart(destinations.map(({ measured }) => measured)))
        return { ...frame, destinations: [], unmeasured: "not-told-apart" };
      const run = async (until: AbortSignal) => ({
        ...frame,
        ...(await compareDestinations(telemetry, destinations, stretch, until)),
      });
      return shared.get(JSON.stringify([destinations, frame]), run, signal);
    },
  };
}

function spanOf(object: KubernetesObject, { rule }: ReadRule, { from, to }: AskedSpan) {
  const end = Math.floor(to / sharedSeconds) * sharedSeconds;
  if (from !== undefined) {
    if (from >= end) throw new AppError("bad_request", "from must lie before to.", { field: "from" });
    return { from: Math.max(from, end - mostSeconds), to: end };
  }
  const change = readHistory(object).findLast((one) => sameRule(one.rule, rule) && Date.parse(one.at) / 1000 < end);
  const begins = change === undefined ? undefined : Date.parse(change.at) / 1000;
  if (change === undefined || begins === undefined || begins < end - mostSeconds) {
    return { from: end - usualSeconds, to: end };
  }
  return { from: begins, to: end, change: change.id };
}

/** Stretches of one length from the beginning on; what is left at the end is too short to be counted. */
function stretchOf({ from, to }: { readonly from: number; readonly to: number }, minimumSeconds: number) {
  const stepSeconds = Math.max(Math.ceil(minimumSeconds), Math.ceil((to - from) / mostStretches));
  return { from, to, stepSeconds, count: Math.floor((to - from) / stepSeconds) };
}
