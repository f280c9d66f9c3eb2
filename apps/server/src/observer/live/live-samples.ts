import type { Measured } from "@fyr/prometheus";
import type { PictureInput } from "@fyr/topology";
import { formatInstant } from "../instant-text.ts";
import type { ObserverDeps } from "../observer-deps.ts";
import { createPacedAnswer, type PacedAnswer } from "./paced-answer.ts";
import { createUsualNumbers } from "./usual-numbers.ts";

type MeasuredInput = Omit<PictureInput, "grain" | "sources">;

/** The newest measurements of one window, each kind at its own pace. */
export interface LiveSamples {
  /** Rates as of `at` (Unix seconds); rejects when they cannot be had. What is slower calls `onMore` when it comes. */
  look(at: number, hasPicture: boolean, signal: AbortSignal, onMore: () => void): Promise<void>;
  /** What a picture is built of; undefined before the first look. */
  measured(): { readonly at: number; readonly input: MeasuredInput } | undefined;
  /** The window in use: the one asked for, or the smallest that can be trusted. */
  windowSeconds(): number;
}

/** With a picture on screen, latencies as quick as this are shown in the same step as the rates. */
const companyMs = 1_000;
const messagesEveryMs = 60_000;

export function createLiveSamples(deps: ObserverDeps, requestedWindowSeconds: number): LiveSamples {
  const { telemetry, history, now } = deps;
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
  const usual = createUsualNumbers(deps);
  let window = requestedWindowSeconds;
  let traffic: { readonly at: number; readonly measured: Measured } | undefined;

  async function look(at: number, hasPicture: boolean, signal: AbortSignal, onMore: () => void): Promise<void> {
    window = Math.max(requestedWindowSeconds, await history.minimumWindowSeconds(signal));
    const moment = { at, windowSeconds: window };
    // The first picture has Prometheus to itself.
    const early = hasPicture ? latencies.refresh(moment, signal) : undefined;
    const measured = await telemetry.traffic(moment, signal);
    const inStep = early !== undefined && (await Promise.race([early.then(() => true), pause(companyMs)]));
    traffic = { at, measured };
    void askForMore(moment, inStep ? undefined : (early ?? latencies.refresh(moment, signal)), signal, onMore);
  }

  /** One after the other: none of it is urgent. */
  async function askForMore(
    moment: { at: number; windowSeconds: number },
    late: Promise<boolean> | undefined,
    signal: AbortSignal,
    onMore: () => void,
  ): Promise<void> {
    if (late !== undefined && (await late)) onMore();
    if (!signal.aborted && (await messages.refresh(moment, signal))) onMore();
    if (!signal.aborted && (await usual.refresh(moment, signal))) onMore();
  }

  return {
    look,
    windowSeconds: () => window,
    measured: () => {
      if (traffic === undefined) return undefined;
      const { at, measured } = traffic;
      const latency = latencies.last();
      const known = usual.known();
      return {
        at,
        input: {
          at: formatInstant(at),
          windowSeconds: window,
          ...(window === requestedWindowSeconds ? {} : { requestedWindowSeconds }),
          ...(latency === undefined || latency.at === at ? {} : { latencyAt: formatInstant(latency.at) }),
          samples: [measured, latency?.value, messages.last()?.value].flatMap((one) => one?.samples ?? []),
          warnings: [...measured.warnings, ...(latency?.value.warnings ?? []), ...faults(latencies)],
          ...(known === undefined ? {} : { usual: known }),
        },
      };
    },
  };
}

function faults(latencies: PacedAnswer<Measured>): string[] {
  const fault = latencies.fault();
  return fault === undefined ? [] : [`Latencies could not be read: ${fault}`];
}

/** False, after so many ms. */
function pause(ms: number): Promise<boolean> {
  return new Promise((resolve) => setTimeout(() => resolve(false), ms));
}
