import { objectIn } from "@fyr/routing";
import type { KubernetesApi } from "./api.ts";

/** May the connection's user change VirtualServices there? */
export type MayPatch = (namespace: string) => Promise<boolean>;

const rememberedMs = 60_000;
const timeoutMs = 3_000;

/**
 * Asks the API server, and remembers its answer for a minute; longer while it does not answer, as it will judge every
 * write itself. Rejects with KubernetesError when nothing was ever answered.
 */
export function createAccess(api: KubernetesApi, now: () => number): MayPatch {
  const known = new Map<string, { readonly answer: Promise<boolean>; readonly until: number }>();
  return (namespace) => {
    const held = known.get(namespace);
    if (held !== undefined && held.until > now()) return held.answer;
    const fresh = review(api, namespace);
    const answer = held === undefined ? fresh : fresh.catch(() => held.answer);
    known.set(namespace, { answer, until: now() + rememberedMs });
    fresh.catch(() => {
      if (held === undefined) known.delete(namespace);
      else known.set(namespace, { answer: held.answer, until: now() + timeoutMs });
    });
    return answer;
  };
}

async function review(api: KubernetesApi, namespace: string): Promise<boolean> {
  const resourceAttributes = { group: "networking.istio.io", resource: "virtualservices", verb: "patch", namespace };
  const answer = await api.request({
    path: "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
    method: "POST",
    body: { apiVersion: "authorization.k8s.io/v1", kind: "SelfSubjectAccessReview", spec: { resourceAttributes } },
    timeoutMs,
  });
  return objectIn(answer, "status")["allowed"] === true;
}
