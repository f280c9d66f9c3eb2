import type { Problem, ProblemCode } from "@fyr/contract";
import { ProblemSchema } from "@fyr/contract";

/** HTTP status and title of every code, in one place. */
const catalogue = {
  bad_request: [400, "The request cannot be understood"],
  unauthorized: [401, "Not signed in"],
  missing_csrf_token: [403, "Not from a page of Fyr"],
  read_only: [403, "Only to look at"],
  forbidden: [403, "Not allowed"],
  forbidden_origin: [403, "Not from there"],
  not_found: [404, "There is nothing here"],
  unknown_subject: [404, "Not on the map"],
  unknown_pod: [404, "No such pod"],
  unknown_route: [404, "No such traffic route"],
  method_not_allowed: [405, "Not this way"],
  conflict: [409, "Changed by somebody else"],
  guarded: [409, "Guarded already"],
  blocked: [409, "A check forbids it"],
  needs_confirmation: [409, "This needs a second yes"],
  payload_too_large: [413, "Too large"],
  unsupported_media_type: [415, "Only JSON is read here"],
  invalid_weights: [422, "These weights do not work"],
  rejected: [422, "The cluster refused it"],
  too_many_requests: [429, "Too many requests"],
  internal: [500, "Fyr failed"],
  prometheus_rejected: [502, "Prometheus refused the query"],
  prometheus_unavailable: [503, "Prometheus does not answer"],
  kubernetes_unavailable: [503, "Kubernetes does not answer"],
  tracing_unavailable: [502, "The tracing system does not answer"],
  not_accepted: [503, "The cluster does not know Fyr"],
  no_cluster: [503, "No cluster is connected"],
  no_tracing: [503, "No tracing system is connected"],
  not_ready: [503, "No picture yet"],
} as const satisfies Record<ProblemCode, readonly [status: number, title: string]>;

/** RFC 9457. */
export function problemOf(
  code: ProblemCode,
  detail: string,
  more: Pick<Problem, "field" | "theirs" | "plan" | "object" | "editPlan" | "confirmations"> = {},
): Problem {
  const [status, title] = catalogue[code];
  return { type: `urn:fyr:problem:${code}`, title, status, code, detail, ...more };
}

const problemResponse = {
  description: "What is wrong, in a sentence",
  content: { "application/problem+json": { schema: ProblemSchema } },
};

/** The answers every endpoint may give besides its own. */
export const problemResponses = { "4xx": problemResponse, "5xx": problemResponse };
