import type { Destination, GuardLimits, Measured } from "@fyr/contract";
import type { MeshObjects } from "@fyr/kubernetes";
import type { KubernetesObject, MeasuredBoth } from "@fyr/routing";
import { classifyResponse, histogramQuantile, known, mergeHistograms } from "@fyr/topology";
import type { Telemetry } from "../../observer/source/telemetry.ts";
import {
  answers,
  canBeToldApart,
  hostsOf,
  type MeasuredDestination,
  measuredDestinations,
} from "../attribute-requests.ts";

export type GuardTelemetry = Pick<Telemetry, "outcomesByDestination" | "latencyByDestination">;

/** Who is judged, and by what. */
export interface Judged {
  readonly canary: Destination;
  readonly stable?: Destination;
  readonly limits: GuardLimits;
}

/** Milliseconds since 1970. */
export interface SpanMs {
  readonly from: number;
  readonly to: number;
}

/** Of a long time its last hour counts: what fails now shall not be made up for by what did well long ago. */
const longestMs = 3_600_000;

/** The two as measurements know them; undefined where their requests cannot be told apart. */
export function judgedDestinations(
  objects: MeshObjects,
  { canary, stable }: Pick<Judged, "canary" | "stable">,
  route: KubernetesObject,
): readonly MeasuredDestination[] | undefined {
  const both = [canary, ...(stable === undefined ? [] : [stable])];
  const destinations = measuredDestinations(objects, both, route);
  return canBeToldApart(destinations) ? destinations : undefined;
}

/** What was counted of both: 1 query, 2 where a limit is on latency. Undefined where they cannot be told apart. */
export async function measureBoth(
  telemetry: GuardTelemetry,
  objects: MeshObjects,
  { route, ...judged }: Judged & { readonly route: KubernetesObject },
  { from, to }: SpanMs,
  signal: AbortSignal,
): Promise<MeasuredBoth | undefined> {
  const destinations = judgedDestinations(objects, judged, route);
  if (destinations === undefined) return undefined;
  const seconds = Math.min(to - from, longestMs) / 1000;
  if (seconds < 1) return { canary: { requests: 0 } };
  const hosts = hostsOf(destinations);
  const { limits } = judged;
  const isTimed = limits.maxP99Ms !== undefined || limits.p99TimesStable !== undefined;
  const at = to / 1000;
  const [outcomes, latencies] = await Promise.all([
    telemetry.outcomesByDestination({ hosts }, { from: at, to: at, stepSeconds: seconds }, signal),
    isTimed ? telemetry.latencyByDestination({ hosts }, { from: at - seconds, to: at }, signal) : [],
  ]);
  const [canary = { requests: 0 }, stable] = destinations.map((destination): Measured => {
    const own = outcomes.filter((entry) => answers(destination, entry));
    const histogram = mergeHistograms(
      latencies.filter((entry) => answers(destination, entry)).map((entry) => entry.histogram),
    );
    return { ...successOf(own), ...known("p99Ms", histogram && histogramQuantile(0.99, histogram)) };
  });
  return { canary, ...known("stable", stable) };
}

type Outcomes = Awaited<ReturnType<GuardTelemetry["outcomesByDestination"]>>[number];

function successOf(entries: readonly Outcomes[]): Measured {
  const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
  const requests = sum(entries.flatMap((entry) => entry.requests));
  const failed = sum(entries.flatMap((entry) => entry.failed));
  const unclear = entries.flatMap(({ responses }) =>
    responses.filter(({ code, grpcStatus, flags }) => classifyResponse(code, grpcStatus, flags) === "unknown"),
  );
  // Of requests nobody told the end of, nothing is known.
  const classified = requests - sum(unclear.flatMap((response) => response.requests));
  return { requests, ...(classified > 0 && { successRate: Math.max(0, 1 - failed / classified) }) };
}
