import { KubernetesError } from "@fyr/kubernetes";
import {
  hasWeights,
  type KubernetesObject,
  type RecordedChange,
  readRoute,
  resolveHost,
  routeRefOf,
} from "@fyr/routing";
import { canBeToldApart, countByDestination, hostsOf, measuredDestinations } from "./attribute-requests.ts";
import type { WatchedChange } from "./carry-out.ts";
import type { ChangesDependencies } from "./dependencies.ts";
import { countsConnections } from "./observed-destination.ts";

/** A change as its watch looks at it, over the cluster and the measurements. */
export function watchedChange(
  { cluster, telemetry }: Pick<ChangesDependencies, "cluster" | "telemetry">,
  object: KubernetesObject,
  change: RecordedChange,
): WatchedChange {
  const route = routeRefOf(object);
  const hosts = [...new Set(change.after.map(({ host }) => resolveHost(host, route.namespace)))];
  const counted = countsConnections(change.rule.protocol) ? ("connections" as const) : ("requests" as const);
  const sendsThere = readRoute(object).rules.filter((rule) =>
    rule.destinations.some(({ destination }) => hosts.includes(resolveHost(destination.host, route.namespace))),
  );
  return {
    before: change.before,
    after: change.after,
    acceptedAt: Date.parse(change.at),
    hasOtherRules: sendsThere.length > 1,
    isOverwritten: async (signal) => {
      const current = await readIfThere(() => cluster.own.routes.read(route, signal));
      return current === undefined || !hasWeights(current, change.rule, change.after);
    },
    counted,
    count: async (from, to, signal) => {
      const objects = await cluster.objects(signal);
      const destinations = measuredDestinations(objects, change.after, object);
      if (!canBeToldApart(destinations)) return undefined;
      const span = { from: from / 1000, to: to / 1000 };
      const subject = { hosts: hostsOf(destinations), counted };
      return countByDestination(destinations, await telemetry.requestsByDestination(subject, span, signal));
    },
  };
}

/** Undefined when the route has been deleted. */
async function readIfThere(read: () => Promise<KubernetesObject>): Promise<KubernetesObject | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof KubernetesError && error.code === "unknown_route") return undefined;
    throw error;
  }
}
