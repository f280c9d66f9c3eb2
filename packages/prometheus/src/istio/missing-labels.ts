import type { Labels, VectorRow } from "../answers.ts";
import { textOf } from "./labels.ts";

interface Gap {
  isIn(labels: Labels): boolean;
  readonly sentence: string;
}

/** What becomes of a picture whose callers have lost their names. */
export const droppedLabels =
  "Most series lack source_workload or source_workload_namespace: callers cannot be told apart. VictoriaMetrics drops " +
  "labels beyond 30 a series unless -maxLabelsPerTimeseries says more; relabelling rules and Istio's Telemetry API can drop them, too.";

const gapsOfAll: readonly Gap[] = [
  {
    isIn: (labels) => labels["reporter"] === undefined,
    sentence: "Some series have no reporter label and are left out: nobody can tell which side counted.",
  },
  {
    isIn: (labels) => lacksWorkload(labels, "source") || lacksWorkload(labels, "destination"),
    sentence: "Some series name no workload (source_workload, destination_workload): that traffic is shown by app.",
  },
];

const gapsOfRequests: readonly Gap[] = [
  {
    isIn: (labels) => labels["response_code"] === undefined,
    sentence: "Some series have no response_code label: of those requests no success rate is known.",
  },
  {
    isIn: (labels) => labels["request_protocol"] === undefined,
    sentence: "Some series have no request_protocol label: gRPC among them is shown as HTTP.",
  },
];

/** What labels the proxies were told to leave out, and what becomes of the picture: one sentence each. */
export function missingLabels(requests: readonly VectorRow[], connections: readonly VectorRow[]): string[] {
  const found = (gaps: readonly Gap[], rows: readonly VectorRow[]) =>
    gaps.filter(({ isIn }) => rows.some(({ metric }) => isIn(metric))).map(({ sentence }) => sentence);
  const nameless = [...requests, ...connections].filter(({ metric }) => lacksCaller(metric)).length;
  return [
    ...(nameless > (requests.length + connections.length) / 2 ? [droppedLabels] : []),
    ...new Set([...found(gapsOfAll, requests), ...found(gapsOfAll, connections), ...found(gapsOfRequests, requests)]),
  ];
}

/** A peer whose workload is not known says `unknown`; a label that was taken away says nothing. */
function lacksWorkload(labels: Labels, side: "source" | "destination"): boolean {
  return (
    labels[`${side}_workload`] === undefined &&
    textOf(labels, `${side}_workload_namespace`) !== undefined &&
    textOf(labels, `${side}_canonical_service`) !== undefined
  );
}

/** Proxies say `unknown` of a caller they do not know. */
function lacksCaller(labels: Labels): boolean {
  return labels["source_workload_namespace"] === undefined;
}
