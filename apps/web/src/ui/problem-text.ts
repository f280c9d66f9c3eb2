import { ApiError, type ApiErrorCode } from "../api/api-error.ts";

/** A title of a few words; the server's own sentence (`detail`) stands below it. */
const titles: Readonly<Record<ApiErrorCode, string>> = {
  bad_request: "Fyr's server did not understand the request",
  not_found: "There is nothing here",
  unknown_subject: "Not in the mesh at this moment",
  unknown_route: "This route does not exist",
  payload_too_large: "The request is too large",
  unsupported_media_type: "The request is in the wrong format",
  method_not_allowed: "This cannot be done here",
  too_many_requests: "Too many requests",
  forbidden_origin: "Opened from an address Fyr does not trust",
  forbidden: "You may not do this",
  unauthorized: "Fyr is not signed in to the cluster",
  invalid_weights: "These weights cannot be set",
  blocked: "A check stands against this",
  conflict: "Somebody changed it meanwhile",
  rejected: "The cluster refused the change",
  no_cluster: "No cluster is connected",
  prometheus_unavailable: "Prometheus does not answer",
  prometheus_rejected: "Prometheus refused the query",
  kubernetes_unavailable: "The Kubernetes API does not answer",
  not_ready: "Fyr is starting",
  internal: "Something went wrong in Fyr",
  unreachable: "Fyr's server does not answer",
  unreadable: "The answer was not from Fyr",
};

export interface ProblemText {
  readonly title: string;
  readonly detail: string;
}

/** Any error in words. */
export function problemText(error: unknown): ProblemText {
  if (error instanceof ApiError) return { title: titles[error.code], detail: error.message };
  return { title: titles.internal, detail: error instanceof Error ? error.message : String(error) };
}
