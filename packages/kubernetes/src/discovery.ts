import { listIn, textIn } from "@fyr/routing";
import type { KubernetesApi } from "./api.ts";
import { KubernetesError } from "./kubernetes-error.ts";

/** Which version of an API group to speak with this cluster; undefined where it has none of it. */
export type ServedVersion = (group: string, signal: AbortSignal) => Promise<string | undefined>;

/** All that Istio's networking kinds ever had that can still be served; the newest first. */
const preferred = ["v1", "v1beta1", "v1alpha3"];
const rememberedMs = 60_000;

/** Asks the cluster at most once a minute per group. */
export function createDiscovery(api: KubernetesApi, now: () => number): ServedVersion {
  const known = new Map<string, { readonly version: string | undefined; readonly until: number }>();
  return async (group, signal) => {
    const held = known.get(group);
    if (held !== undefined && held.until > now()) return held.version;
    const version = await servedVersion(api, group, signal);
    known.set(group, { version, until: now() + rememberedMs });
    return version;
  };
}

async function servedVersion(api: KubernetesApi, group: string, signal: AbortSignal): Promise<string | undefined> {
  try {
    const found = await api.request({ path: `/apis/${group}`, signal });
    const served = listIn(found, "versions").map((entry) => textIn(entry, "version"));
    return preferred.find((version) => served.includes(version));
  } catch (error) {
    if (error instanceof KubernetesError && error.status === 404) return undefined;
    throw error;
  }
}
