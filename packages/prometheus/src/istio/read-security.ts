import type { Labels } from "../answers.ts";
import { ztunnel } from "./edge-counters.ts";
import { proxyMark, textOf } from "./labels.ts";

/** Absent where the reporter cannot tell. */
interface Security {
  readonly mtls?: boolean;
}

export function requestSecurity(labels: Labels): Security {
  const policy = labels["connection_security_policy"];
  if (policy === "mutual_tls") return { mtls: true };
  return policy === "none" ? { mtls: false } : {};
}

/** A ztunnel never says `none`: its `unknown` is plaintext let through, at the caller's side as well. */
export function connectionSecurity(labels: Labels): Security {
  const isUntold = labels["connection_security_policy"] === "unknown";
  return isUntold && (labels["reporter"] === "destination" || isLetThrough(labels))
    ? { mtls: false }
    : requestSecurity(labels);
}

/** By a ztunnel to somebody in a cluster. What callees outside have agreed upon with their callers nobody knows. */
function isLetThrough(labels: Labels): boolean {
  return labels[proxyMark] === ztunnel && textOf(labels, "destination_workload") !== undefined;
}
