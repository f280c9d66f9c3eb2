import { listIn, textIn } from "@fyr/routing";
import type { KubernetesApi } from "./api.ts";
import { KubernetesError } from "./kubernetes-error.ts";

/** Which version of a kind to speak with this cluster, by its group and plural name; undefined where it has none of it. */
export type ServedVersion = (group: string, resource: string, signal: AbortSignal) => Promise<string | undefined>;

const rememberedMs = 60_000;

/** Asks the cluster at most once a minute for what each version of a group holds. */
export function createDiscovery(api: KubernetesApi, now: () => number): ServedVersion {
  const versionsOf = remembering(now, (group, signal) => versions(api, group, signal));
  const resourcesOf = remembering(now, (groupVersion, signal) => resources(api, groupVersion, signal));
  return async (group, resource, signal) => {
    for (const version of await versionsOf(group, signal)) {
      const served = await resourcesOf(`${group}/${version}`, signal);
      if (served.includes(resource)) return version;
    }
    return undefined;
  };
}

type Ask = (name: string, signal: AbortSignal) => Promise<readonly string[]>;

function remembering(now: () => number, ask: Ask): Ask {
  const known = new Map<string, { readonly answer: readonly string[]; readonly until: number }>();
  return async (name, signal) => {
    const held = known.get(name);
    if (held !== undefined && held.until > now()) return held.answer;
    const answer = await ask(name, signal);
    known.set(name, { answer, until: now() + rememberedMs });
    return answer;
  };
}

/** The best first. */
async function versions(api: KubernetesApi, group: string, signal: AbortSignal): Promise<readonly string[]> {
  const found = await orNothing(api.request({ path: `/apis/${group}`, signal }));
  const names = listIn(found, "versions").flatMap((entry) => textIn(entry, "version") ?? []);
  return names.toSorted((a, b) => compareVersions(b, a));
}

async function resources(api: KubernetesApi, groupVersion: string, signal: AbortSignal): Promise<readonly string[]> {
  const found = await orNothing(api.request({ path: `/apis/${groupVersion}`, signal }));
  return listIn(found, "resources").flatMap((entry) => textIn(entry, "name") ?? []);
}

async function orNothing(asked: Promise<unknown>): Promise<unknown> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof KubernetesError && error.status === 404) return undefined;
    throw error;
  }
}

/**
 * Kubernetes' own order: what is stable before beta before alpha, then the higher number.
 * https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definition-versioning/#version-priority
 */
export function compareVersions(a: string, b: string): number {
  const [keyA, keyB] = [keyOf(a), keyOf(b)];
  const at = keyA.findIndex((value, place) => value !== keyB[place]);
  return at < 0 ? 0 : (keyA[at] ?? 0) - (keyB[at] ?? 0);
}

function keyOf(version: string): readonly number[] {
  const [, major, stage, minor] = /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version) ?? [];
  if (major === undefined) return [-1];
  return [stage === undefined ? 2 : stage === "beta" ? 1 : 0, Number(major), Number(minor ?? 0)];
}
