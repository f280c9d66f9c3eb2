import type { Labels } from "../answers.ts";

/** Istio's label names. Principals are left out: they multiply rows and nobody reads them. */
export const sourceLabels = [
  "source_cluster",
  "source_workload_namespace",
  "source_workload",
  "source_canonical_service",
  "source_canonical_revision",
] as const;

export const destinationLabels = [
  "destination_cluster",
  "destination_workload_namespace",
  "destination_workload",
  "destination_canonical_service",
  "destination_canonical_revision",
  "destination_service",
  "destination_service_name",
  "destination_service_namespace",
] as const;

/** What tells one reported pair from another. */
export const keyLabels = ["reporter", ...sourceLabels, ...destinationLabels] as const;

/** The two workloads of a pair: where a reporter is chosen. */
export const pairLabels = [
  "source_cluster",
  "source_workload_namespace",
  "source_workload",
  "destination_cluster",
  "destination_workload_namespace",
  "destination_workload",
] as const;

/** What tells how a request ended. */
export const outcomeLabels = ["request_protocol", "response_code", "grpc_response_status", "response_flags"] as const;

/** What requests are added up by. No proxy has `request_operation` unless told to: a label nobody has costs nothing. */
export const requestLabels = [
  ...keyLabels,
  ...outcomeLabels,
  "connection_security_policy",
  "request_operation",
] as const;

/** What bytes and connections are added up by. */
export const connectionLabels = [...keyLabels, "response_flags", "connection_security_policy"] as const;

/** What durations are added up by. */
export const latencyLabels = [...keyLabels, "request_protocol"] as const;

/** Put on rows where one answer carries several metrics. No mesh has it. */
export const metricMark = "fyr_metric";

/** Put on rows of one kind of proxy. No mesh has it. */
export const proxyMark = "fyr_proxy";

/** Proxies write `unknown`, some of them nothing, for what they do not know. */
export function textOf(labels: Labels, name: string): string | undefined {
  const text = labels[name];
  return text === undefined || text === "" || text === "unknown" ? undefined : text;
}
