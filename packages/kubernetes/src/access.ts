import { objectIn } from "@fyr/routing";
import type { KubernetesApi } from "./api.ts";

/** May the connection's user change VirtualServices there? */
export type MayPatch = (namespace: string, signal: AbortSignal) => Promise<boolean>;

const rememberedMs = 60_000;

/** Asks the API server, and remembers its answer for a minute. */
export function createAccess(api: KubernetesApi, now: () => number): MayPatch {
  const known = new Map<string, { readonly answer: Promise<boolean>; readonly until: number }>();
  return (namespace, signal) => {
    const held = known.get(namespace);
    if (held !== undefined && held.until > now()) return held.answer;
    const answer = review(api, namespace, signal);
    known.set(namespace, { answer, until: now() + rememberedMs });
    // A question that failed, or was given up by its asker, is no answer to the next.
    answer.catch(() => known.delete(namespace));
    return answer;
  };
}

async function review(api: KubernetesApi, namespace: string, signal: AbortSignal): Promise<boolean> {
  const resourceAttributes = { group: "networking.istio.io", resource: "virtualservices", verb: "patch", namespace };
  const answer = await api.request({
    path: "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
    method: "POST",
    body: { apiVersion: "authorization.k8s.io/v1", kind: "SelfSubjectAccessReview", spec: { resourceAttributes } },
    signal,
  });
  return objectIn(answer, "status")["allowed"] === true;
}
