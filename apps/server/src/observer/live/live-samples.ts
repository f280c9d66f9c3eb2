import type { Measured, TelemetryMoment } from "@fyr/prometheus";
import { known, type PictureInput } from "@fyr/topology";
import { formatInstant } from "../instant-text.ts";
import { sourceOf } from "../source/source-of.ts";
import { type Arrival, createArrivals } from "./arrivals.ts";
import type { LiveDeps } from "./live-deps.ts";
import type { Looked } from "./one-look.ts";
import { createSlowerSamples } from "./slower-samples.ts";

/** What a picture is built of, but for the cut. */
type MeasuredInput = Omit<PictureInput, "grain" | "sources">;

/** The newest measurements of one window, each kind at its own pace. */
export interface LiveSamples {
  /**
   * Rates as of `at` (Unix seconds), or as of the last samples where none arrive any more; rejects when they cannot be
   * had. What is slower calls `onMore` when it comes.
   */
  look(at: number, signal: AbortSignal, onMore: () => void): Promise<Looked>;
  /** What a picture is built of; undefined before the first look. */
  measured(): { readonly at: number; readonly input: MeasuredInput } | undefined;
  /** The window in use: the one asked for, or the smallest that can be trusted. */
  windowSeconds(): number;
}

interface Rates {
  readonly at: number;
  readonly measured: Measured;
  /** Unix seconds; where samples had begun anew. */
  readonly resumedAt?: number | undefined;
  /** Everything there is, put together from narrower windows. */
  readonly held?: { readonly latencyAt?: number };
}

interface LookBefore {
  readonly at: number;
  /** Aborted when nobody wants to see anything any more. */
  readonly signal: AbortSignal;
}

const recentLooks = 3;

/**
 * `everySeconds`: instants asked about are multiples of it. Where `deps.held` has all of a window nothing is asked: it
 * moves on when another of the windows it is made of has come.
 */
export function createLiveSamples(deps: LiveDeps, requestedWindowSeconds: number, everySeconds: number): LiveSamples {
  const { telemetry, history } = deps;
  const arrivals = createArrivals(telemetry);
  const slower = createSlowerSamples(deps, deps.usual);
  let windowSeconds = requestedWindowSeconds;
  let rates: Rates | undefined;
  let last: LookBefore | undefined;

  async function look(at: number, signal: AbortSignal, onMore: () => void): Promise<Looked> {
    windowSeconds = Math.max(requestedWindowSeconds, await history.minimumWindowSeconds(signal));
    const moment = { at, windowSeconds };
    const held = takeHeld(at);
    if (held !== undefined) {
      void slower.askForUsual(moment, signal, onMore);
      return held;
    }
    // Looks that had ended have nothing on screen: whoever comes after a rest is shown rates as soon as there are any.
    const isOnScreen = last !== undefined && !last.signal.aborted && isRecent(last, at);
    last = { at, signal };
    // What is on screen stays until it is known that there is something new.
    const first = isOnScreen ? undefined : telemetry.traffic(moment, signal);
    const [arrival, measured] = await Promise.all([arrivals.check(at, signal), first]);
    if (arrival.kind !== "arriving") return lookBack(arrival, signal);
    const { resumedAt } = arrival;
    const late = await slower.besides(moment, isOnScreen && isRecent(rates, at), signal, async () => {
      rates = { at, measured: measured ?? (await telemetry.traffic(moment, signal)), resumedAt };
    });
    void slower.askForMore(moment, late, signal, onMore);
    keep(moment, signal);
    return { kind: "new" };
  }

  /** For wider windows. The first picture comes before its latencies. */
  function keep(moment: TelemetryMoment, signal: AbortSignal): void {
    const { latencies, messages } = slower.parts();
    if (rates === undefined || latencies === undefined) return;
    void deps.keepUp?.({ ...moment, rates: rates.measured, latencies, ...known("messages", messages) }, signal);
  }

  /** Nothing is asked for a window that narrower ones make up. A picture never goes back in time. */
  function takeHeld(at: number): Looked | undefined {
    const answer = deps.keepUp === undefined ? deps.held.answer(windowSeconds, at) : undefined;
    if (answer === undefined || (rates !== undefined && answer.at < rates.at)) return undefined;
    deps.keepMeasuring?.();
    if (rates?.held !== undefined && rates.at === answer.at) return { kind: "unchanged" };
    const { samples, latencyAt } = answer;
    rates = { at: answer.at, measured: { samples, warnings: [] }, held: known("latencyAt", latencyAt) };
    return { kind: "new" };
  }

  function isRecent(held: Pick<Rates, "at"> | undefined, at: number): boolean {
    return held !== undefined && at - held.at <= recentLooks * everySeconds;
  }

  /** What is shown is the picture of the last samples, be it measured late. */
  async function lookBack(arrival: Exclude<Arrival, { kind: "arriving" }>, signal: AbortSignal): Promise<Looked> {
    const at = Math.floor(arrival.newestAt / everySeconds) * everySeconds;
    const isHeld = rates !== undefined && (rates.at === at || (rates.at > at && arrival.kind === "late"));
    if (!isHeld) rates = { at, measured: await telemetry.traffic({ at, windowSeconds }, signal) };
    if (arrival.kind === "stopped") return { kind: "stopped", newestAt: arrival.newestAt, isNew: !isHeld };
    return { kind: isHeld ? "unchanged" : "new" };
  }

  return {
    look,
    windowSeconds: () => windowSeconds,
    measured: () => rates && { at: rates.at, input: inputOf(rates) },
  };

  function inputOf({ at, measured, resumedAt, held }: Rates): MeasuredInput {
    if (held !== undefined) return heldInput(at, measured, held);
    const { latencyAt, usual, samples, warnings, seriesPerRow } = slower.known(at);
    return {
      at: formatInstant(at),
      windowSeconds,
      ...(windowSeconds === requestedWindowSeconds ? {} : { requestedWindowSeconds }),
      ...(latencyAt === undefined || latencyAt === at ? {} : { latencyAt: formatInstant(latencyAt) }),
      ...sourceOf({ ...measured, ...known("seriesPerRow", seriesPerRow) }),
      samples: [...measured.samples, ...samples],
      warnings: [...measured.warnings, ...gapWarning(at, windowSeconds, resumedAt), ...warnings],
      ...(usual === undefined ? {} : { usual }),
    };
  }

  function heldInput(at: number, { samples }: Measured, { latencyAt }: NonNullable<Rates["held"]>): MeasuredInput {
    return {
      at: formatInstant(at),
      windowSeconds,
      ...(latencyAt === undefined || latencyAt === at ? {} : { latencyAt: formatInstant(latencyAt) }),
      source: "held",
      samples,
      warnings: [],
      ...known("usual", deps.usual.known()),
    };
  }
}

function gapWarning(at: number, windowSeconds: number, resumedAt: number | undefined): string[] {
  if (resumedAt === undefined || resumedAt <= at - windowSeconds) return [];
  const [from, whole] = [resumedAt, resumedAt + windowSeconds].map((time) => formatInstant(Math.ceil(time)));
  return [`The mesh's metrics were missing until ${from}: rates may be too low until ${whole}.`];
}
