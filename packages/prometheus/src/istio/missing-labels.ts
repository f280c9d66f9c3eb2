import type { Labels } from "../answers.ts";
import { textOf } from "./labels.ts";

interface Gap {
  isIn(labels: Labels): boolean;
  readonly sentence: string;
}

/** What becomes of a picture whose callers have lost their names. */
export const droppedLabels =
  "Most series lack source_workload or source_workload_namespace: callers cannot be told apart. VictoriaMetrics drops " +
  "labels beyond 30 a series unless -maxLabelsPerTimeseries says more; relabelling rules and Istio's Telemetry API can drop them, too.";

const namelessCallers =
  "Some series name a workload and not its namespace (source_workload_namespace): where no other proxy does, those callers are shown as unknown.";

const allGaps: readonly Gap[] = [
  {
    isIn: (labels) => labels["reporter"] === undefined,
    sentence: "Some series have no reporter label and are left out: nobody can tell which side counted.",
  },
  {
    isIn: (labels) => lacksWorkload(labels, "source") || lacksWorkload(labels, "destination"),
    sentence:
      "Some series name no workload (source_workload, destination_workload): where no other proxy does, that traffic is shown by app.",
  },
  {
    isIn: (labels) => lacksNamespace(labels, "destination"),
    sentence:
      "Some series name a workload and not its namespace (destination_workload_namespace): where no other proxy does, that traffic is shown by service.",
  },
  {
    isIn: (labels) => lacksNamespace(labels, "source"),
    sentence: namelessCallers,
  },
  {
    isIn: (labels) => lacksApp(labels, "source") || lacksApp(labels, "destination"),
    sentence:
      "Some series name no app (source_canonical_service, destination_canonical_service): by app, that traffic is shown by workload where neither another proxy nor Kubernetes does.",
  },
  {
    isIn: lacksSecurity,
    sentence:
      "Some series have no connection_security_policy label: whether that traffic is encrypted nobody can tell.",
  },
];

const requestGaps: readonly Gap[] = [
  {
    isIn: (labels) => labels["response_code"] === undefined,
    sentence: "Some series have no response_code label: of those requests no success rate is known.",
  },
  {
    isIn: (labels) => labels["request_protocol"] === undefined,
    sentence: "Some series have no request_protocol label: gRPC among them is shown as HTTP.",
  },
  {
    isIn: lacksGrpcStatus,
    sentence: "Some gRPC series have no grpc_response_status label: failures that ride on HTTP 200 cannot be seen.",
  },
];

/** What labels a row of connections lacks, and what becomes of the picture: one sentence each. */
export function gapsOfConnections(labels: Labels): readonly string[] {
  return [...(lacksCaller(labels) ? [droppedLabels] : []), ...sentences(allGaps, labels)];
}

export function gapsOfRequests(labels: Labels): readonly string[] {
  return [...gapsOfConnections(labels), ...sentences(requestGaps, labels)];
}

/** What is worth saying of many rows: each once, always in the same order. */
export function gapsIn(rows: readonly (readonly string[])[]): string[] {
  const found = new Set(rows.flat());
  const nameless = rows.filter((gaps) => gaps.includes(droppedLabels)).length;
  const isDropped = nameless > rows.length / 2;
  if (isDropped) found.delete(namelessCallers);
  return [
    ...(isDropped ? [droppedLabels] : []),
    ...[...allGaps, ...requestGaps].flatMap(({ sentence }) => (found.has(sentence) ? [sentence] : [])),
  ];
}

function sentences(gaps: readonly Gap[], labels: Labels): string[] {
  return gaps.filter(({ isIn }) => isIn(labels)).map(({ sentence }) => sentence);
}

/** A peer whose workload is not known says `unknown`; a label that was taken away says nothing. */
function lacksWorkload(labels: Labels, side: "source" | "destination"): boolean {
  return (
    labels[`${side}_workload`] === undefined &&
    textOf(labels, `${side}_workload_namespace`) !== undefined &&
    textOf(labels, `${side}_canonical_service`) !== undefined
  );
}

function lacksNamespace(labels: Labels, side: "source" | "destination"): boolean {
  return labels[`${side}_workload_namespace`] === undefined && textOf(labels, `${side}_workload`) !== undefined;
}

function lacksApp(labels: Labels, side: "source" | "destination"): boolean {
  return labels[`${side}_canonical_service`] === undefined && textOf(labels, `${side}_workload`) !== undefined;
}

/** Callers' proxies never tell. */
function lacksSecurity({ reporter, connection_security_policy: policy }: Labels): boolean {
  return reporter !== undefined && reporter !== "source" && policy === undefined;
}

/** A call that was broken off may have none; one that ended well tells. */
function lacksGrpcStatus(labels: Labels): boolean {
  return (
    labels["request_protocol"] === "grpc" &&
    labels["response_code"] === "200" &&
    labels["grpc_response_status"] === undefined &&
    (labels["response_flags"] ?? "-") === "-"
  );
}

/** Proxies say `unknown` of a caller they do not know. */
function lacksCaller(labels: Labels): boolean {
  return labels["source_workload_namespace"] === undefined;
}
