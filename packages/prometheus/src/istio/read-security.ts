import type { Labels } from "../answers.ts";

/** Absent where the reporter cannot tell. */
interface Security {
  readonly mtls?: boolean;
}

export function requestSecurity(labels: Labels): Security {
  const policy = labels["connection_security_policy"];
  if (policy === "mutual_tls") return { mtls: true };
  return policy === "none" ? { mtls: false } : {};
}

/** A ztunnel never says `none`: at the callee's side its `unknown` is plaintext let through. */
export function connectionSecurity(labels: Labels): Security {
  const passedThrough = labels["reporter"] === "destination" && labels["connection_security_policy"] === "unknown";
  return passedThrough ? { mtls: false } : requestSecurity(labels);
}
