import type { Measured, TelemetryMoment } from "@fyr/prometheus";
import { known, type TrafficSample, type UsualPicture } from "@fyr/topology";
import type { LookParts } from "../held/keep-up.ts";
import type { ObserverDeps } from "../observer-deps.ts";
import { ageInWords } from "../source/age-in-words.ts";
import { createPacedAnswer, type PacedAnswer } from "./paced-answer.ts";
import type { UsualNumbers } from "./usual-numbers.ts";

/** What costs more than rates and is asked for less often: latencies, messages, and how things usually are. */
export interface SlowerSamples {
  /**
   * Runs `measure`. With a picture on screen, latencies are asked for meanwhile, and those that are quick come in the
   * same step; the first picture has Prometheus to itself.
   */
  besides(
    moment: TelemetryMoment,
    hasPicture: boolean,
    signal: AbortSignal,
    measure: () => Promise<void>,
  ): Promise<LateLatencies>;
  /** One after the other: none of it is urgent. Never rejects. */
  askForMore(moment: TelemetryMoment, late: LateLatencies, signal: AbortSignal, onMore: () => void): Promise<void>;
  /** How things usually are, alone: the rest is held. Never rejects. */
  askForUsual(moment: TelemetryMoment, signal: AbortSignal, onMore: () => void): Promise<void>;
  /** The last good answers as they came. */
  parts(): Pick<LookParts, "latencies" | "messages">;
  /** The last good answers, for a picture as of `at` (Unix seconds). */
  known(at: number): {
    readonly latencyAt?: number;
    readonly seriesPerRow?: number;
    readonly usual?: UsualPicture;
    readonly samples: readonly TrafficSample[];
    readonly warnings: readonly string[];
  };
}

/** Latencies that did not come in step with the rates; whether they bring anything new. */
interface LateLatencies {
  readonly coming?: Promise<boolean>;
}

const companyMs = 1_000;
const messagesEveryMs = 60_000;

export function createSlowerSamples(deps: ObserverDeps, usual: UsualNumbers): SlowerSamples {
  const { telemetry, now } = deps;
  const latencies = createPacedAnswer(
    (moment, signal) => telemetry.latencies(moment, signal),
    (lastMs) => Math.max(deps.refreshSeconds * 900, 5 * lastMs),
    now,
  );
  const messages = createPacedAnswer(
    (moment, signal) => telemetry.messages(moment, signal),
    () => messagesEveryMs,
    now,
  );

  return {
    besides: async (moment, hasPicture, signal, measure) => {
      const asked = hasPicture ? latencies.refresh(moment, signal) : undefined;
      await measure();
      if (asked === undefined) return { coming: latencies.refresh(moment, signal) };
      const isInStep = await Promise.race([asked.then(() => true), pause(companyMs)]);
      return isInStep ? {} : { coming: asked };
    },
    askForMore: async (moment, { coming }, signal, onMore) => {
      if (coming !== undefined && (await coming)) onMore();
      if (!signal.aborted && (await messages.refresh(moment, signal))) onMore();
      if (!signal.aborted && (await usual.refresh(moment, signal))) onMore();
    },
    askForUsual: async (moment, signal, onMore) => {
      if (await usual.refresh(moment, signal)) onMore();
    },
    parts: () => ({ ...known("latencies", latencies.last()), ...known("messages", messages.last()) }),
    known: (at) => {
      const latency = latencies.last();
      const before = usual.known();
      return {
        ...(latency === undefined ? {} : { latencyAt: latency.at }),
        ...known("seriesPerRow", latency?.value.seriesPerRow),
        ...(before === undefined ? {} : { usual: before }),
        samples: [latency, messages.last()].flatMap((one) => one?.value.samples ?? []),
        warnings: [
          ...(latency?.value.warnings ?? []),
          ...faultOf("Latencies", latencies, at),
          ...faultOf("gRPC messages", messages, at),
        ],
      };
    },
  };
}

/** Which part is missing, and how much older than the rates is what stands in for it. */
function faultOf(what: string, answer: PacedAnswer<Measured>, at: number): string[] {
  const fault = answer.fault();
  if (fault === undefined) return [];
  const last = answer.last();
  const instead = last === undefined ? "" : ` Those shown are ${ageInWords(Math.max(0, at - last.at))} older.`;
  return [`${what} could not be read: ${fault}${instead}`];
}

/** False, after so many ms. */
function pause(ms: number): Promise<boolean> {
  return new Promise((resolve) => setTimeout(() => resolve(false), ms));
}
