import { isDeepStrictEqual } from "node:util";
import { createOwned } from "../cluster/create-owned.ts";
import type { KubernetesObject } from "../kubernetes/store/object.ts";
import type { ObjectStore } from "../kubernetes/store/object-store.ts";
import type { SeedObject } from "../mesh/seed-object.ts";
import { RESOURCES } from "../traffic/cluster-view.ts";
import { ignoredPaths, isIgnoredInSync, withIgnored } from "./ignored-differences.ts";
import { applicationOf, applicationSpec, type Upkeep, upkeepOf } from "./owner.ts";

/** Stands in for Argo CD, Flux, Flagger and Argo Rollouts: what they own goes back to how they want it. */
export function createOwnedKeeper(store: ObjectStore, seeds: readonly SeedObject[]): (nowMs: number) => void {
  /** Since when an object is not as wanted, and when Flux last looked; by object. */
  const driftedAt = new Map<SeedObject, number>();
  const lookedAt = new Map<SeedObject, number>();
  const mayBeOwned = seeds.filter(({ object }) => "spec" in object && OWNABLE.has(object.kind));
  return (nowMs) => {
    const drifted = new Set<string>();
    for (const seed of mayBeOwned) {
      const upkeep = upkeepOf(seed, store);
      const hasDrifted = !isAsWanted(seed, store);
      const application = applicationOf(seed);
      if (application !== undefined && hasDrifted) drifted.add(application);
      if (!hasDrifted) driftedAt.delete(seed);
      else if (!driftedAt.has(seed)) driftedAt.set(seed, nowMs);
      if (upkeep && isDue(seed, upkeep, nowMs) && hasDrifted) restore(seed, upkeep, store);
    }
    tellApplications(store, drifted);
  };

  function isDue(seed: SeedObject, { afterMs, every }: Upkeep, nowMs: number): boolean {
    if (!every) return nowMs - (driftedAt.get(seed) ?? nowMs) >= afterMs;
    const last = lookedAt.get(seed);
    if (last !== undefined && nowMs - last < afterMs) return false;
    lookedAt.set(seed, nowMs);
    return true;
  }
}

/** Kinds that tools own here. */
const OWNABLE = new Set(["VirtualService", "DestinationRule", "HTTPRoute", "GRPCRoute"]);

function isAsWanted(seed: SeedObject, store: ObjectStore): boolean {
  const { namespace, name } = seed.object.metadata;
  const live = store.get(seed.resource, namespace, name);
  if (live === undefined) return false;
  const { spec } = withIgnored(
    seed.object,
    live,
    ignoredPaths(applicationSpec(seed, store), seed.object),
  ) as typeof live;
  return isDeepStrictEqual(live["spec"], spec);
}

/** What is put back: all that is wanted, but for what a sync leaves to others. */
function wantedSpec(seed: SeedObject, live: KubernetesObject, store: ObjectStore): unknown {
  const application = applicationSpec(seed, store);
  if (!isIgnoredInSync(application)) return seed.object["spec"];
  return (withIgnored(seed.object, live, ignoredPaths(application, seed.object)) as KubernetesObject)["spec"];
}

/** Only what the tool wants is put back: labels and annotations of others stay. */
function restore(seed: SeedObject, { manager }: Upkeep, store: ObjectStore): void {
  const { resource, object } = seed;
  const { namespace, name, labels, annotations } = object.metadata;
  const live = store.get(resource, namespace, name);
  if (!live) {
    createOwned(store, { ...seed, manager });
    return;
  }
  const metadata = {
    ...live.metadata,
    ...(labels && { labels: { ...live.metadata.labels, ...labels } }),
    ...(annotations && { annotations: { ...live.metadata.annotations, ...annotations } }),
  };
  store.update(resource, { ...live, metadata, spec: wantedSpec(seed, live, store) }, { manager });
}

function tellApplications(store: ObjectStore, drifted: ReadonlySet<string>): void {
  for (const application of store.list(RESOURCES.applications)) {
    const status = drifted.has(application.metadata.name) ? "OutOfSync" : "Synced";
    const told = application["status"] as { readonly sync?: { readonly status?: string } } | undefined;
    if (told?.sync?.status === status) continue;
    const draft = { ...application, status: { ...told, sync: { ...told?.sync, status } } };
    store.update(RESOURCES.applications, draft, { manager: "argocd-controller", subresource: "status" });
  }
}
