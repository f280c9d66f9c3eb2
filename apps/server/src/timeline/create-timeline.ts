import type { Marker } from "@fyr/contract";
import {
  type CallerCluster,
  type Cluster,
  type ClusterMarker,
  type ClusterTimeline,
  createClusterTimeline,
} from "@fyr/kubernetes";
import { createSharedWork } from "../observer/source/shared-work.ts";
import { createEventsOfCallers } from "./events-of-callers.ts";
import { guardMarkers } from "./guard-markers.ts";
import { mergeMarkers } from "./merge-markers.ts";
import type { MetricHappenings } from "./metric-happenings.ts";
import { metricMarkers } from "./metric-markers.ts";
import type { TimelineSpan } from "./timeline-span.ts";
import { markersInScope, readableMarkers, withoutCluster } from "./visible-markers.ts";

interface MarkersAsked extends TimelineSpan {
  /** Those the caller may see and asked for; absent is all there are. */
  readonly namespaces?: readonly string[];
}

interface MarkersTold {
  /** Oldest first. */
  readonly markers: readonly Marker[];
  /** What could not be read, one sentence each. */
  readonly warnings: readonly string[];
}

export interface MeshTimeline {
  /**
   * What happened between two moments, as far as the caller may know it: objects and Events by their own rights,
   * metrics by the namespaces that are asked for. Without a cluster, and without a caller, only metrics tell.
   */
  markersBetween(caller: TimelineCaller | undefined, asked: MarkersAsked, signal: AbortSignal): Promise<MarkersTold>;
}

type TimelineCaller = Pick<CallerCluster, "mayList" | "events">;

export interface TimelineDeps {
  readonly cluster?: Pick<Cluster, "objects" | "seen">;
  readonly happenings: MetricHappenings;
  /** Ms since epoch. */
  readonly now: () => number;
}

interface ClusterLook {
  readonly timeline: ClusterTimeline;
  readonly markers: readonly ClusterMarker[];
  /** Unix seconds; of pods that are there now. */
  readonly startOf: (pod: { readonly namespace: string; readonly pod: string }) => number | undefined;
}

/** What was read a moment ago is not read again. */
const keptMs = 5_000;
const eventsKeptMs = 3_600_000;

export function createTimeline({ cluster, happenings, now }: TimelineDeps): MeshTimeline {
  const looks = createSharedWork<ClusterLook>(1);
  const eventsOf = createEventsOfCallers(keptMs, now);

  async function look(from: Pick<Cluster, "objects" | "seen">, signal: AbortSignal): Promise<ClusterLook> {
    const run = async (shared: AbortSignal) => {
      const objects = await from.objects(shared);
      const timeline = createClusterTimeline(objects);
      const told = [...timeline.markers(from.seen(), now()), ...guardMarkers(objects, timeline)];
      const starts = new Map(objects.pods.map((pod) => [`${pod.namespace}/${pod.name}`, pod.startedAt]));
      const startOf: ClusterLook["startOf"] = ({ namespace, pod }) => {
        const startedAt = starts.get(`${namespace}/${pod}`);
        return startedAt === undefined ? undefined : Date.parse(startedAt) / 1000;
      };
      return { timeline, markers: told, startOf };
    };
    return looks.get(String(Math.floor(now() / keptMs)), run, signal);
  }

  async function fromCluster(
    { timeline, markers }: ClusterLook,
    caller: TimelineCaller,
    asked: MarkersAsked,
    signal: AbortSignal,
  ): Promise<MarkersTold> {
    const inSpan = markers.filter(({ marker }) => overlaps(marker, asked));
    const read = async () => {
      const { events: told, refused } = await eventsOf(caller, asked.namespaces?.map(withoutCluster), signal);
      return { told: timeline.ofEvents(told), warnings: refused.length === 0 ? [] : [refusedSentence(refused)] };
    };
    const [readable, { told, warnings }] = await Promise.all([readableMarkers(inSpan, caller), read()]);
    const isForgotten = asked.from * 1000 < now() - eventsKeptMs;
    return {
      markers: [...readable, ...told.filter((marker) => overlaps(marker, asked))],
      warnings: [...warnings, ...(isForgotten ? [forgottenSentence] : [])],
    };
  }

  return {
    markersBetween: async (caller, asked, signal) => {
      const [looked, measured] = await Promise.all([
        orSentence(cluster && caller && look(cluster, signal), "The cluster"),
        // Nothing has been measured of what is to come, and what goes on now would seem to have ended.
        orSentence(happenings.between({ ...asked, to: Math.min(asked.to, now() / 1000) }, signal), "Prometheus"),
      ]);
      const ofCluster = await orSentence(
        looked.value && caller && fromCluster(looked.value, caller, asked, signal),
        "The cluster",
      );
      signal.throwIfAborted();
      const fromMetrics =
        measured.value === undefined
          ? []
          : metricMarkers(measured.value, looked.value?.timeline.concerns, looked.value?.startOf);
      const all = [...(ofCluster.value?.markers ?? []), ...fromMetrics.filter((marker) => overlaps(marker, asked))];
      const failed = [looked, measured, ofCluster].flatMap(({ sentence }) => sentence ?? []);
      return {
        markers: markersInScope(mergeMarkers(all), asked.namespaces),
        warnings: [...new Set([...failed, ...(ofCluster.value?.warnings ?? [])])],
      };
    },
  };
}

/** A source that fails leaves its markers out, and says so. */
async function orSentence<T>(
  asked: Promise<T> | undefined,
  whose: string,
): Promise<{ readonly value?: T; readonly sentence?: string }> {
  try {
    const value = await asked;
    return value === undefined ? {} : { value };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { sentence: `${whose} told nothing: ${why}` };
  }
}

function overlaps({ at, until = at }: Marker, { from, to }: TimelineSpan): boolean {
  return Date.parse(at) <= to * 1000 && Date.parse(until) >= from * 1000;
}

function refusedSentence(refused: readonly string[]): string {
  const where = refused[0] === "everywhere" ? "" : ` of ${refused.join(", ")}`;
  return `Kubernetes' Events${where} are left out: you may not list them.`;
}

const forgottenSentence =
  "Of the time more than an hour ago Kubernetes has forgotten its Events, and of most objects all but their last edit.";
