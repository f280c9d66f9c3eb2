import type { Destination, RouteCheck } from "@fyr/contract";
import { accepted, meshInPath, waypoint } from "../checks/carried-out.ts";
import { type CheckFacts, checkOf, type Finding } from "../checks/facts.ts";
import { hostResolves } from "../checks/host-resolves.ts";
import { runChecks } from "../checks/run-checks.ts";
import { dialectOf, isRouteKind } from "../dialects/dialect-of.ts";
import { resolveHost } from "../host-names.ts";
import { isObject, listIn, objectIn } from "../json.ts";
import type { KubernetesObject } from "../kubernetes-object.ts";
import { type ReadRule, readRoute, ruleEntry, weightsOf } from "../read-route.ts";
import { type EditedObject, type FactsOf, planOf } from "./edited-object.ts";
import { isSame } from "./json-path.ts";

/** Of a route that is made or changed: as a whole, and of its rules those that send elsewhere than before. */
export function checkEditedRoute({ before, after }: EditedObject, factsOf: FactsOf): RouteCheck[] {
  if (after === undefined || !isRouteKind(after.kind)) return [];
  const facts = factsOf(after, planOf(after));
  const ofRules = rulesMoved(before, after).flatMap((rule) => runChecks(factsOf(after, planOf(after, rule))));
  return [
    ...ofRules.filter(({ code }) => !ofTheWhole.includes(code)),
    ...mirrorChecks(before, after, factsOf),
    acceptance(before, facts),
    meshInPath(facts),
    waypoint(facts),
  ].filter((check) => check !== undefined);
}

const ofTheWhole: readonly RouteCheck["code"][] = ["accepted", "mesh-in-path", "waypoint", "owner-reverts"];

/** A rule that redirects, answers itself or hands over sends nowhere. */
function rulesMoved(before: KubernetesObject | undefined, after: KubernetesObject): ReadRule[] {
  const known = before === undefined ? [] : readRoute(before).rules.map(weightsOf);
  return readRoute(after).rules.filter(
    (rule) => rule.destinations.length > 0 && !known.some((weights) => isSame(weights, weightsOf(rule))),
  );
}

/**
 * What was said of the route as it stands; of one that is made nobody has said anything, but who has no parent will not
 * be carried out.
 */
function acceptance(before: KubernetesObject | undefined, { object, isKnownHost }: CheckFacts): RouteCheck | undefined {
  const said = before && accepted({ object: before });
  const known = new Set(before === undefined ? [] : readRoute(before).parents.map(parentHost));
  const missing = readRoute(object)
    .parents.filter((parent) => parent.kind === "Service" && !known.has(parentHost(parent)))
    .filter((parent) => isKnownHost(parentHost(parent)) === false)
    .map(({ namespace, name }) => `there is no Service ${name} in ${namespace} to attach it to`);
  if (missing.length === 0) return said;
  const details = said?.status === "warn" && said.detail !== undefined ? [said.detail, ...missing] : missing;
  return checkOf(
    "accepted",
    details.map((detail): Finding => ({ status: "warn", detail })),
  );
}

function parentHost({ namespace, name }: { readonly namespace: string; readonly name: string }): string {
  return resolveHost(name, namespace);
}

/** A copy that goes nowhere fails no request: it warns. */
function mirrorChecks(
  before: KubernetesObject | undefined,
  after: KubernetesObject,
  factsOf: FactsOf,
): (RouteCheck | undefined)[] {
  const known = before === undefined ? [] : mirroredTo(before);
  const added = mirroredTo(after).filter((mirror) => !known.some((each) => isSame(each, mirror)));
  if (added.length === 0) return [];
  const plan = planOf(after);
  return [hostResolves(factsOf(after, { ...plan, after: added.map((mirror) => ({ ...mirror, weight: 0 })) }))];
}

/** Everywhere a route sends copies of requests. */
function mirroredTo(object: KubernetesObject): Destination[] {
  const dialect = dialectOf(object);
  const { namespace = "default" } = object.metadata;
  return readRoute(object).rules.flatMap(({ rule }) => {
    const entry = ruleEntry(object, rule);
    const copies =
      object.kind === "VirtualService"
        ? [{ destination: objectIn(entry, "mirror") }, ...listIn(entry, "mirrors")]
        : listIn(entry, "filters").map((filter) => objectIn(objectIn(filter, "requestMirror"), "backendRef"));
    return copies.filter(isObject).flatMap((copy) => dialect.readDestination(copy, namespace) ?? []);
  });
}
