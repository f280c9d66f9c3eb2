import { isObject, textIn } from "@fyr/routing";

export type KubernetesErrorCode =
  /** Nobody answered, in time or sensibly. */
  | "kubernetes_unavailable"
  /** The caller's credentials are not accepted. */
  | "unauthorized"
  /** Fyr's own are not. */
  | "not_accepted"
  | "forbidden"
  | "unknown_route"
  | "unknown_pod"
  /** Somebody else was faster: a failed `test`, or a version that is gone. */
  | "conflict"
  /** Validation or an admission webhook said no. */
  | "rejected";

/** What the API server answered, in its own words where it had any. */
export class KubernetesError extends Error {
  readonly code: KubernetesErrorCode;
  /** HTTP status; absent when no answer came. */
  readonly status: number | undefined;

  constructor(code: KubernetesErrorCode, message: string, more: { status?: number; cause?: unknown } = {}) {
    super(message, { cause: more.cause });
    this.name = "KubernetesError";
    this.code = code;
    this.status = more.status;
  }
}

/** What is said of a caller's token. */
export const tokenRefused = "The cluster does not accept this token: it may have expired, or be for another cluster.";
const ownRefused = "The Kubernetes API server does not accept Fyr's credentials (Unauthorized).";

/** The failure an HTTP status and a `Status` object stand for. */
export function errorOfStatus(status: number, body: unknown, refusedToken?: string): KubernetesError {
  const said = isObject(body) && body["kind"] === "Status" ? textIn(body, "message") : undefined;
  if (status === 401) {
    return refusedToken === undefined
      ? new KubernetesError("not_accepted", ownRefused, { status })
      : new KubernetesError("unauthorized", refusedToken, { status });
  }
  return new KubernetesError(codeOf(status, said), said ?? `The Kubernetes API server answered ${status}.`, { status });
}

function codeOf(status: number, said: string | undefined): KubernetesErrorCode {
  switch (status) {
    case 403:
      // Webhooks deny with the status of their choice, 403 by default.
      return said?.startsWith("admission webhook") ? "rejected" : "forbidden";
    case 404:
      return "unknown_route";
    case 409:
      return "conflict";
    case 422:
      return said === undefined || isFailedPatch(said) ? "conflict" : "rejected";
    default:
      return status >= 400 && status < 500 && status !== 408 && status !== 410 && status !== 429
        ? "rejected"
        : "kubernetes_unavailable";
  }
}

/**
 * A JSON patch that does not apply: a `test` failed, or what it names is gone. Validation, the other 422, names the
 * field at fault instead.
 * https://github.com/kubernetes/apiserver/blob/v0.34.0/pkg/endpoints/handlers/patch.go#L379
 */
function isFailedPatch(said: string): boolean {
  return (
    said.includes("the server rejected our request due to an error in our request") ||
    /\btest(ing)?\b.*\bfailed\b/.test(said)
  );
}
