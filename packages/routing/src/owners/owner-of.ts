import type { Owner } from "@fyr/contract";
import type { KubernetesObject } from "../kubernetes-object.ts";
import { argoCd } from "./argo-cd.ts";
import { flagger, rollouts } from "./canary-controllers.ts";
import { flux } from "./flux.ts";
import type { OwnerObjects } from "./owner-objects.ts";

/**
 * Who else writes this object, by the marks they leave and by what they say themselves; who moves weights first, then
 * the one most likely to undo an edit. `hand` when nobody left any. `app.kubernetes.io/instance` alone says nothing:
 * Helm charts set it too. `written`: JSON pointers of what an edit changes; left out, the weights.
 */
export function ownerOf(object: KubernetesObject, owners: OwnerObjects = {}, written?: readonly string[]): Owner {
  const claims = claimants.flatMap((claim) => claim(object, owners, written) ?? []);
  // A rollout that is over drives nobody: whoever else owns the object comes first.
  return claims.find(({ why }) => why !== "rollout-over") ?? claims[0] ?? byHand;
}

type Claim = (object: KubernetesObject, owners: OwnerObjects, written?: readonly string[]) => Owner | undefined;
const claimants: readonly Claim[] = [flagger, rollouts, argoCd, flux, helm, controller];

/** Would it surprise somebody that an edit does not stay? Then it takes a second yes. */
export function mustConfirm({ kind, why }: Owner): boolean {
  return kind !== "hand" && why !== "ignored" && why !== "rollout-over";
}

const byHand: Owner = { kind: "hand", reverts: "no", why: "no-owner", drives: false };

function helm({ metadata: { annotations = {}, labels = {} } }: KubernetesObject): Owner | undefined {
  const name = annotations["meta.helm.sh/release-name"];
  if (labels["app.kubernetes.io/managed-by"] !== "Helm" || !name) return undefined;
  const namespace = annotations["meta.helm.sh/release-namespace"];
  const chart = labels["helm.sh/chart"];
  return {
    kind: "helm",
    name,
    ...(namespace !== undefined && { namespace }),
    reverts: "no",
    why: "next-release",
    drives: false,
    ...(chart !== undefined && { source: { chart } }),
  };
}

function controller({ metadata }: KubernetesObject): Owner | undefined {
  const owner = metadata.ownerReferences?.find((reference) => reference.controller === true);
  return (
    owner && { kind: "other", name: `${owner.kind} ${owner.name}`, reverts: "unknown", why: "not-known", drives: false }
  );
}
