import { ApiError, type ApiErrorCode } from "../api/api-error.ts";

/** A title of a few words; the server's own sentence (`detail`) stands below it. */
const titles: Readonly<Record<ApiErrorCode, string>> = {
  bad_request: "Fyr's server did not understand the request",
  not_found: "There is nothing here",
  unknown_subject: "Not in the mesh at this moment",
  unknown_pod: "This pod is gone",
  unknown_route: "This route does not exist",
  payload_too_large: "The request is too large",
  unsupported_media_type: "The request is in the wrong format",
  method_not_allowed: "This cannot be done here",
  too_many_requests: "Too many requests",
  forbidden_origin: "Opened from an address Fyr does not trust",
  forbidden: "You may not do this",
  unauthorized: "You are not signed in",
  missing_csrf_token: "This page's session has changed: reload it",
  read_only: "This Fyr only shows",
  invalid_weights: "These weights cannot be set",
  blocked: "A check stands against this",
  needs_confirmation: "This needs a second yes",
  conflict: "Somebody changed it meanwhile",
  guarded: "A guard or a shift is at work here",
  rejected: "The cluster refused the change",
  not_accepted: "The cluster does not accept Fyr's own credentials",
  no_cluster: "No cluster is connected",
  no_tracing: "No tracing system is connected",
  prometheus_unavailable: "Prometheus does not answer",
  prometheus_rejected: "Prometheus refused the query",
  kubernetes_unavailable: "The Kubernetes API does not answer",
  tracing_unavailable: "The tracing system does not answer",
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
