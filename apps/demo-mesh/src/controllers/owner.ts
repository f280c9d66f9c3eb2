import type { KubernetesObject } from "../kubernetes/store/object.ts";
import type { ObjectStore } from "../kubernetes/store/object-store.ts";
import type { SeedObject } from "../mesh/seed-object.ts";
import { durationMs, RESOURCES } from "../traffic/cluster-view.ts";
import type { Application as Ignoring } from "./ignored-differences.ts";

/** How a tool brings an object back that somebody else has changed. */
export interface Upkeep {
  /** As managedFields names it. */
  readonly manager: string;
  /** Milliseconds from when a change is noticed; with `every`, from one look to the next. */
  readonly afterMs: number;
  /** Looks at set intervals, and not when something changes. */
  readonly every?: true;
}

const ARGO_AFTER_MS = 3000;
const FLAGGER_AFTER_MS = 3000;
const ROLLOUTS_AFTER_MS = 1000;
const TRACKING_ID = "argocd.argoproj.io/tracking-id";
const FLUX_NAME = "kustomize.toolkit.fluxcd.io/name";
const FLUX_NAMESPACE = "kustomize.toolkit.fluxcd.io/namespace";
const FLUX_RECONCILE = "kustomize.toolkit.fluxcd.io/reconcile";

/** The Argo CD Application that an object on its first day belongs to. */
export function applicationOf({ object }: SeedObject): string | undefined {
  return object.metadata.annotations?.[TRACKING_ID]?.split(":")[0];
}

/** What the owner of an object does about changes by others, as the owner's own object stands now. */
export function upkeepOf(seed: SeedObject, store: ObjectStore): Upkeep | undefined {
  return argo(seed, store) ?? flux(seed, store) ?? flagger(seed, store) ?? rollouts(seed, store);
}

/** What the Application of an object says now; nothing without one. */
export function applicationSpec(seed: SeedObject, store: ObjectStore): ApplicationSpec {
  const name = applicationOf(seed);
  const application = name === undefined ? undefined : store.get(RESOURCES.applications, "argocd", name);
  return (specOf(application) as ApplicationSpec | undefined) ?? {};
}

interface ApplicationSpec extends Ignoring {
  readonly syncPolicy?: Ignoring["syncPolicy"] & { readonly automated?: { readonly selfHeal?: boolean } };
}

function argo(seed: SeedObject, store: ObjectStore): Upkeep | undefined {
  const { syncPolicy } = applicationSpec(seed, store);
  return syncPolicy?.automated?.selfHeal ? { manager: "argocd-controller", afterMs: ARGO_AFTER_MS } : undefined;
}

function flux({ object, resource }: SeedObject, store: ObjectStore): Upkeep | undefined {
  const { labels = {}, namespace, name } = object.metadata;
  const owner = labels[FLUX_NAME];
  if (owner === undefined) return undefined;
  const spec = specOf(store.get(RESOURCES.kustomizations, labels[FLUX_NAMESPACE], owner)) as
    | { readonly interval?: string; readonly suspend?: boolean }
    | undefined;
  const isLeftAlone = store.get(resource, namespace, name)?.metadata.annotations?.[FLUX_RECONCILE] === "disabled";
  if (!spec || spec.suspend || isLeftAlone) return undefined;
  return { manager: "kustomize-controller", afterMs: durationMs(spec.interval) ?? 600_000, every: true };
}

function flagger({ object }: SeedObject, store: ObjectStore): Upkeep | undefined {
  const owner = object.metadata.ownerReferences?.find(({ kind }) => kind === "Canary");
  if (!owner) return undefined;
  const canary = store.get(RESOURCES.canaries, object.metadata.namespace, owner.name);
  const spec = specOf(canary) as { readonly suspend?: boolean } | undefined;
  return spec && !spec.suspend ? { manager: "flagger", afterMs: FLAGGER_AFTER_MS } : undefined;
}

/** A VirtualService that Argo Rollouts drives carries no mark: a Rollout names it. */
function rollouts({ object }: SeedObject, store: ObjectStore): Upkeep | undefined {
  const { namespace, name } = object.metadata;
  if (object.kind !== "VirtualService") return undefined;
  const isDriven = store.list(RESOURCES.rollouts, namespace).some((rollout) => {
    const spec = specOf(rollout) as RolloutSpec | undefined;
    return spec?.strategy?.canary?.trafficRouting?.istio?.virtualService?.name === name;
  });
  return isDriven ? { manager: "rollouts-controller", afterMs: ROLLOUTS_AFTER_MS } : undefined;
}

interface RolloutSpec {
  readonly strategy?: {
    readonly canary?: {
      readonly trafficRouting?: { readonly istio?: { readonly virtualService?: { readonly name?: string } } };
    };
  };
}

const specOf = (object: KubernetesObject | undefined): unknown => object?.["spec"];
