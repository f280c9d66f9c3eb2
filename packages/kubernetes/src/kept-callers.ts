import type { CallerCluster } from "./caller-cluster.ts";
import type { Credential } from "./connection.ts";

const mostKept = 500;

/** The same caller for the same credential, so that what is known of their access is remembered. */
export function createKeptCallers(
  make: (credential: Credential) => CallerCluster,
): (credential: Credential) => CallerCluster {
  const kept = new Map<string, CallerCluster>();
  return (credential) => {
    const found = kept.get(credential.token) ?? make(credential);
    // Moved to the end: who has not come for longest is forgotten first.
    kept.delete(credential.token);
    kept.set(credential.token, found);
    for (const [oldest] of kept) if (kept.size > mostKept) kept.delete(oldest);
    return found;
  };
}
