import { untilAborted } from "@fyr/prometheus";
import { NoAnswerError } from "./no-answer-error.ts";
import type { LookingTelemetry } from "./telemetry.ts";

/** What is asked over hours of the whole mesh is rare and shared: it is worth so many times the wait of a look. */
export const hoursTimes = 3;

/**
 * The same telemetry for callers that must not wait for ever. A call is given up after `timeoutMs`, one over hours of the
 * whole mesh after `hoursTimes` that; from then on, and until somebody answers again, nobody sends more than one cheap
 * question at a time, so nothing piles up behind a source that hangs.
 */
export function patientTelemetry(telemetry: LookingTelemetry, timeoutMs: number): LookingTelemetry {
  let hangs = false;
  let probe: Promise<unknown> | undefined;

  async function inTime<T>(
    run: (signal: AbortSignal) => Promise<T>,
    signal: AbortSignal,
    waitMs = timeoutMs,
  ): Promise<T> {
    const patience = new AbortController();
    const timer = setTimeout(() => {
      hangs = true;
      patience.abort(new NoAnswerError(waitMs / 1000));
    }, waitMs);
    const either = AbortSignal.any([signal, patience.signal]);
    try {
      const answer = await untilAborted(run(either), either);
      hangs = false;
      return answer;
    } catch (error) {
      if (patience.signal.aborted) throw patience.signal.reason;
      // A refusal is an answer too: somebody is there.
      if (!signal.aborted) hangs = false;
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  /** One question for all who wait; outlives whoever asked first. */
  function isThere(): Promise<unknown> {
    probe ??= inTime((signal) => telemetry.version(signal), new AbortController().signal).finally(() => {
      probe = undefined;
    });
    return probe;
  }

  async function patiently<T>(
    run: (signal: AbortSignal) => Promise<T>,
    signal: AbortSignal = new AbortController().signal,
    waitMs = timeoutMs,
  ): Promise<T> {
    if (hangs) await untilAborted(isThere(), signal);
    signal.throwIfAborted();
    return inTime(run, signal, waitMs);
  }

  const hoursMs = hoursTimes * timeoutMs;

  return {
    traffic: (moment, signal) => patiently((either) => telemetry.traffic(moment, either), signal),
    messages: (moment, signal) => patiently((either) => telemetry.messages(moment, either), signal),
    latencies: (moment, signal) => patiently((either) => telemetry.latencies(moment, either), signal),
    series: (subject, range, signal) =>
      patiently((either) => telemetry.series(subject, range, either), signal, hoursMs),
    requestLines: (asked, range, signal) => patiently((either) => telemetry.requestLines(asked, range, either), signal),
    edgeLines: (edges, wanted, range, signal) =>
      patiently((either) => telemetry.edgeLines(edges, wanted, range, either), signal),
    meshHistory: (asked, signal) => patiently((either) => telemetry.meshHistory(asked, either), signal, hoursMs),
    closeLook: (keys, range, signal) =>
      patiently((either) => telemetry.closeLook(keys, range, either), signal, hoursMs),
    trafficOverRange: (range, signal) => patiently((either) => telemetry.trafficOverRange(range, either), signal),
    latenciesOverRange: (range, signal) => patiently((either) => telemetry.latenciesOverRange(range, either), signal),
    edgeLatencyBuckets: (keys, moment, signal) =>
      patiently((either) => telemetry.edgeLatencyBuckets(keys, moment, either), signal),
    edgeExtras: (keys, moment, signal) => patiently((either) => telemetry.edgeExtras(keys, moment, either), signal),
    hosts: (names, moment, signal) => patiently((either) => telemetry.hosts(names, moment, either), signal),
    containerCpu: (pods, moment, signal) => patiently((either) => telemetry.containerCpu(pods, moment, either), signal),
    requestsByDestination: (subject, span, signal) =>
      patiently((either) => telemetry.requestsByDestination(subject, span, either), signal),
    outcomesByDestination: (subject, range, signal) =>
      patiently((either) => telemetry.outcomesByDestination(subject, range, either), signal),
    slowByDestination: (subject, range, signal) =>
      patiently((either) => telemetry.slowByDestination(subject, range, either), signal),
    latencyByDestination: (subject, span, signal) =>
      patiently((either) => telemetry.latencyByDestination(subject, span, either), signal),
    lastPush: (span, signal) => patiently((either) => telemetry.lastPush(span, either), signal),
    heatmap: (subject, range, signal) => patiently((either) => telemetry.heatmap(subject, range, either), signal),
    tracedRequests: (subject, span, signal) =>
      patiently((either) => telemetry.tracedRequests(subject, span, either), signal),
    podTraffic: (subject, moment, signal) =>
      patiently((either) => telemetry.podTraffic(subject, moment, either), signal),
    podContainers: (pods, moment, signal) =>
      patiently((either) => telemetry.podContainers(pods, moment, either), signal),
    connectionsTo: (hosts, moment, signal) =>
      patiently((either) => telemetry.connectionsTo(hosts, moment, either), signal),
    happenings: (range, signal) => patiently((either) => telemetry.happenings(range, either), signal, hoursMs),
    controlPlaneVersion: (at, signal) => patiently((either) => telemetry.controlPlaneVersion(at, either), signal),
    newestSample: (at, signal) => patiently((either) => telemetry.newestSample(at, either), signal),
    connection: (at, signal) => patiently((either) => telemetry.connection(at, either), signal),
    version: (signal) => patiently((either) => telemetry.version(either), signal),
    scrapeInterval: (at, signal) => patiently((either) => telemetry.scrapeInterval(at, either), signal),
    samplesWithin: (seconds, moments, signal) =>
      patiently((either) => telemetry.samplesWithin(seconds, moments, either), signal),
    oldestSample: (at, signal) => patiently((either) => telemetry.oldestSample(at, either), signal),
  };
}
