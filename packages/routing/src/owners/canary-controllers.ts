import type { Owner } from "@fyr/contract";
import { listIn, objectIn, textIn } from "../json.ts";
import type { KubernetesObject } from "../kubernetes-object.ts";
import { findNamed, type OwnerObjects, writesSpec } from "./owner-objects.ts";

/**
 * Flagger writes the weights of its analysis. It reads the live ones back first: an edit is not reverted, it moves the
 * analysis, and the next step overwrites it. https://docs.flagger.app/faq
 */
export function flagger(object: KubernetesObject, { canaries }: OwnerObjects): Owner | undefined {
  const { annotations = {}, ownerReferences = [], namespace, name } = object.metadata;
  const reference = ownerReferences.find(
    ({ apiVersion, kind }) => kind === "Canary" && apiVersion.startsWith("flagger.app/"),
  );
  const isMarked = "flagger.kubernetes.io/original-configuration" in annotations || writesSpec(object, "flagger");
  // Without a reference, as when the mesh is in another cluster: its route has the name of the service it splits.
  const canary =
    findNamed(canaries, reference?.name ?? name, namespace) ??
    canaries?.find(
      (each) => each.metadata.namespace === namespace && textIn(objectIn(each.spec, "service"), "name") === name,
    );
  if (reference === undefined && !isMarked) return undefined;
  const known = reference?.name ?? canary?.metadata.name;
  const owner = {
    kind: "flagger",
    ...(known !== undefined && { name: known }),
    ...(namespace && { namespace }),
  } as const;
  if (canary?.spec?.["suspend"] === true) return { ...owner, reverts: "no", why: "suspended", drives: true };
  return { ...owner, reverts: "no", why: "analysis", drives: true };
}

/**
 * Argo Rollouts leaves no label or annotation on a VirtualService: the Rollout names it. Managed fields outlive the
 * rollout: https://github.com/argoproj/argo-rollouts/issues/3854
 */
export function rollouts(object: KubernetesObject, { rollouts: all }: OwnerObjects): Owner | undefined {
  const rollout = all?.find((each) => drives(each, object));
  if (rollout !== undefined) {
    const { name, namespace } = rollout.metadata;
    return {
      kind: "argo-rollouts",
      name,
      ...(namespace && { namespace }),
      reverts: "yes",
      why: "rollout",
      drives: true,
    };
  }
  const marked = object.metadata.annotations?.["argo-rollouts.argoproj.io/managed-by-rollouts"];
  if (marked) return { kind: "argo-rollouts", name: marked, reverts: "yes", why: "rollout", drives: true };
  const isUnderWay = object.metadata.labels?.["rollouts.argoproj.io/gatewayapi-canary"] === "in-progress";
  if (isUnderWay) return { kind: "argo-rollouts", reverts: "yes", why: "rollout", drives: true };
  if (!writesSpec(object, "rollouts-controller")) return undefined;
  return all === undefined
    ? { kind: "argo-rollouts", reverts: "unknown", why: "not-readable", drives: true }
    : { kind: "argo-rollouts", reverts: "no", why: "rollout-over", drives: false };
}

function drives(rollout: KubernetesObject, object: KubernetesObject): boolean {
  const routing = objectIn(objectIn(objectIn(rollout.spec, "strategy"), "canary"), "trafficRouting");
  const { kind } = object;
  const { name, namespace } = object.metadata;
  const own = rollout.metadata.namespace;
  if (kind === "DestinationRule") {
    const rule = textIn(objectIn(objectIn(routing, "istio"), "destinationRule"), "name");
    return rule === name && own === namespace;
  }
  if (kind === "VirtualService") {
    const istio = objectIn(routing, "istio");
    const names = [objectIn(istio, "virtualService"), ...listIn(istio, "virtualServices")].map((each) =>
      textIn(each, "name"),
    );
    return names.some((each) => each === `${name}.${namespace}` || (each === name && own === namespace));
  }
  const plugin = objectIn(objectIn(routing, "plugins"), "argoproj-labs/gatewayAPI");
  const field = `${kind.slice(0, -"Route".length).toLowerCase()}Route`;
  const names = [textIn(plugin, field), ...listIn(plugin, `${field}s`).map((each) => textIn(each, "name"))];
  return names.includes(name) && (textIn(plugin, "namespace") ?? own) === namespace;
}
