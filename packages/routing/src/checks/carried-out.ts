import type { RouteCheck } from "@fyr/contract";
import { attachmentOf } from "../attachment-of.ts";
import { rootsByDelegate } from "../delegates.ts";
import { isObject, listIn, objectIn, textIn } from "../json.ts";
import type { KubernetesObject } from "../kubernetes-object.ts";
import { type CheckFacts, checkOf, type Finding, type MeshFacts } from "./facts.ts";

/** What the controllers of its parents say of a Gateway API route, and istiod of a VirtualService. */
export function accepted({ object }: Pick<CheckFacts, "object">): RouteCheck | undefined {
  const status = objectIn(object, "status");
  if (object.kind === "VirtualService") {
    const said = listIn(status, "validationMessages").flatMap((message) => {
      const code = textIn(objectIn(message, "type"), "code");
      return code === undefined || textIn(message, "level") === "INFO" ? [] : [code];
    });
    return said.length === 0 ? undefined : { code: "accepted", status: "warn", detail: `istiod: ${said.join(", ")}` };
  }
  const parents = listIn(status, "parents");
  if (parents.length === 0)
    return { code: "accepted", status: "warn", detail: "no controller has said anything of it" };
  return checkOf(
    "accepted",
    parents.flatMap((parent) => refusals(parent, object)),
  );
}

function refusals(parent: unknown, { metadata }: KubernetesObject): Finding[] {
  const name = textIn(objectIn(parent, "parentRef"), "name") ?? "a parent";
  return listIn(parent, "conditions").flatMap((condition): Finding[] => {
    const observed = isObject(condition) ? condition["observedGeneration"] : undefined;
    const isCurrent = observed === undefined || observed === metadata.generation;
    if (!isCurrent || textIn(condition, "status") !== "False") return [];
    const type = textIn(condition, "type");
    if (type !== "Accepted" && type !== "ResolvedRefs") return [];
    const words = textIn(condition, "message") ?? textIn(condition, "reason") ?? "no reason given";
    return [{ status: "warn", detail: `${name}, ${type}: ${words}` }];
  });
}

/** Only proxies split: callers without one go to the service as Kubernetes does it. */
export function meshInPath(facts: CheckFacts): RouteCheck | undefined {
  return isForMesh(facts) ? callersInside(facts.mesh) : undefined;
}

/** Of whatever only the proxies of callers act on. */
export function callersInside({ callersOutside }: Pick<MeshFacts, "callersOutside">): RouteCheck {
  const code = "mesh-in-path";
  if (callersOutside === undefined)
    return { code, status: "warn", detail: "callers are not known without measurements" };
  if (callersOutside.length === 0) return { code, status: "pass" };
  return { code, status: "warn", detail: callersOutside.join(", ") };
}

/** Ambient's ztunnel knows nothing of routes; a waypoint does. */
export function waypoint(facts: CheckFacts): RouteCheck | undefined {
  return isForMesh(facts) ? waypointMissing(facts.mesh) : undefined;
}

export function waypointMissing({ withoutWaypoint }: Pick<MeshFacts, "withoutWaypoint">): RouteCheck | undefined {
  if (withoutWaypoint.length === 0) return undefined;
  const names = withoutWaypoint.map(({ namespace, name }) => `${namespace}/${name}`);
  return { code: "waypoint", status: "warn", detail: names.join(", "), objects: [...withoutWaypoint] };
}

function isForMesh({ object, routes }: CheckFacts): boolean {
  return attachmentOf(object, rootsByDelegate(routes)).gateways.includes("mesh");
}
