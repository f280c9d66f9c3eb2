import type { RouteRule, Topology, TrafficRoute } from "@fyr/contract";
import type { MeshObjects } from "@fyr/kubernetes";
import { type KubernetesObject, ownerOf, type ReadRule, readRoute, routeRefOf } from "@fyr/routing";
import { roundRatio } from "@fyr/topology";
import { observeDestination, worstHealth } from "./observed-destination.ts";
import { lastChangeOf } from "./recorded-change.ts";

/** What a route is described from. Without a picture nothing observed is said. */
export interface Surroundings {
  readonly objects: MeshObjects;
  readonly topology: Topology | undefined;
}

/** A route as people are shown it: what it says, what is observed, who else writes it. */
export function describeRoute(object: KubernetesObject, around: Surroundings, editable: boolean): TrafficRoute {
  const { hosts, gateways, rules } = readRoute(object);
  const route = routeRefOf(object);
  const described = rules.map((rule) => describeRule(rule, route.namespace, around));
  const lastChange = lastChangeOf(object);
  const serving = described.flatMap((rule) => rule.destinations.filter(({ configuredShare }) => configuredShare > 0));
  return {
    route,
    apiVersion: object.apiVersion,
    resourceVersion: object.metadata.resourceVersion ?? "",
    generation: object.metadata.generation ?? 0,
    hosts: [...hosts],
    gateways: [...gateways],
    rules: described,
    owner: ownerOf(object),
    ...(lastChange !== undefined && { lastChange }),
    editable,
    health: worstHealth(serving.map(({ health }) => health)),
  };
}

function describeRule(rule: ReadRule, namespace: string, { objects, topology }: Surroundings): RouteRule {
  const observed = rule.destinations.map(({ destination }) =>
    observeDestination(destination, namespace, objects, topology),
  );
  const measured = observed.filter(({ requestsPerSecond }) => requestsPerSecond !== undefined);
  const total = measured.reduce((sum, { requestsPerSecond = 0 }) => sum + requestsPerSecond, 0);
  return {
    rule: rule.rule,
    ...(rule.name !== undefined && { name: rule.name }),
    matches: rule.matches,
    destinations: rule.destinations.map(({ destination, weight, share }, place) => {
      const seen = observed[place];
      // Where the others are measured, no series at all is no request at all.
      const observedShare = total > 0 ? roundRatio((seen?.requestsPerSecond ?? 0) / total) : undefined;
      return {
        ...destination,
        weight,
        configuredShare: share,
        ...(observedShare !== undefined && { observedShare }),
        ...(seen ?? { workloads: [], nodes: [], health: "unknown" as const }),
      };
    }),
    splits: rule.splits,
  };
}
