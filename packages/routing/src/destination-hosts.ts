import { dialectOf, isRouteKind } from "./dialects/dialect-of.ts";
import { listIn, objectIn, textIn } from "./json.ts";
import type { KubernetesObject } from "./kubernetes-object.ts";
import { readRoute } from "./read-route.ts";

/** Every host a route sends requests to, or copies of them, as it names it: whether or not it is there. */
export function destinationHosts(object: KubernetesObject): string[] {
  if (!isRouteKind(object.kind)) return [];
  const sent = readRoute(object).rules.flatMap(({ destinations }) =>
    destinations.map(({ destination }) => destination.host),
  );
  return [...new Set([...sent, ...mirrorHosts(object)])];
}

/** Istio names mirrors in the rule; in the Gateway API they are filters of a rule or of one of its backends. */
function mirrorHosts(object: KubernetesObject): string[] {
  const { ruleLists, destinationsField, readDestination } = dialectOf(object);
  const { namespace = "default" } = object.metadata;
  return ruleLists
    .flatMap(({ field }) => listIn(object.spec, field))
    .flatMap((rule) => {
      const filters = [rule, ...listIn(rule, destinationsField)].flatMap((part) => listIn(part, "filters"));
      const mirrors = [
        textIn(objectIn(rule, "mirror"), "host"),
        ...listIn(rule, "mirrors").map((mirror) => textIn(objectIn(mirror, "destination"), "host")),
        ...filters.map((filter) => {
          const { backendRef } = objectIn(filter, "requestMirror");
          return readDestination(backendRef, namespace)?.host;
        }),
      ];
      return mirrors.filter((host) => host !== undefined);
    });
}
