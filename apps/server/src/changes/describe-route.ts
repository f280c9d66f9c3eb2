import type { RouteRule, Topology, TrafficRoute } from "@fyr/contract";
import type { MeshObjects } from "@fyr/kubernetes";
import {
  accepted,
  attachmentOf,
  type KubernetesObject,
  ownerOf,
  type ReadRule,
  readRoute,
  rootsOf,
  routeRefOf,
} from "@fyr/routing";
import { roundRatio } from "@fyr/topology";
import { measuredDestinations } from "./attribute-requests.ts";
import { countsConnections, type Observed, observeDestination, worstHealth } from "./observed-destination.ts";
import { lastChangeOf } from "./recorded-change.ts";

/** What a route is described from. Without a picture nothing observed is said. */
export interface Surroundings {
  readonly objects: MeshObjects;
  readonly topology: Topology | undefined;
  /** For each delegate, by `namespace/name`, who hands rules over to it. */
  readonly roots: ReadonlyMap<string, readonly KubernetesObject[]>;
}

/** A route as people are shown it: what it says, what is observed, who else writes it. */
export function describeRoute(object: KubernetesObject, around: Surroundings, editable: boolean): TrafficRoute {
  const { hosts, gateways, parents } = attachmentOf(object, around.roots);
  const described = readRoute(object).rules.map((rule) => describeRule(object, rule, around));
  const lastChange = lastChangeOf(object);
  const serving = described.flatMap((rule) => rule.destinations.filter(({ configuredShare }) => configuredShare > 0));
  return {
    route: routeRefOf(object),
    apiVersion: object.apiVersion,
    resourceVersion: object.metadata.resourceVersion ?? "",
    generation: object.metadata.generation ?? 0,
    hosts: [...hosts],
    gateways: [...gateways],
    parents: [...parents],
    delegatedBy: rootsOf(object, around.roots).map(routeRefOf),
    rules: described,
    owner: ownerOf(object, around.objects.owners),
    ...(lastChange !== undefined && { lastChange }),
    editable,
    ...notAccepted(object),
    health: worstHealth(serving.map(({ health }) => health)),
  };
}

function notAccepted(object: KubernetesObject): Pick<TrafficRoute, "notAccepted"> {
  const said = accepted({ object });
  return said?.status === "warn" && said.detail !== undefined ? { notAccepted: said.detail } : {};
}

function describeRule(object: KubernetesObject, rule: ReadRule, { objects, topology }: Surroundings): RouteRule {
  const { protocol } = rule.rule;
  const destinations = rule.destinations.map(({ destination }) => destination);
  const observed = measuredDestinations(objects, destinations, object).map((measured) =>
    observeDestination(measured, protocol, topology),
  );
  const rateOf = (seen: Observed | undefined) =>
    countsConnections(protocol) ? seen?.connectionsPerSecond : seen?.requestsPerSecond;
  const total = observed.reduce((sum, seen) => sum + (rateOf(seen) ?? 0), 0);
  return {
    rule: rule.rule,
    ...(rule.name !== undefined && { name: rule.name }),
    matches: rule.matches,
    destinations: rule.destinations.map(({ destination, weight, share }, place) => {
      const seen = observed[place];
      // Where the others are measured, no series at all is no request at all.
      const observedShare = total > 0 ? roundRatio((rateOf(seen) ?? 0) / total) : undefined;
      return {
        ...destination,
        weight,
        configuredShare: share,
        ...(observedShare !== undefined && { observedShare }),
        ...(seen ?? { workloads: [], nodes: [], health: "unknown" as const }),
        // What is sent to nobody fails, and no workload is there to show it.
        ...(share > 0 && seen?.pods?.ready === 0 && { health: "failing" as const }),
      };
    }),
    splits: rule.splits,
    ...(rule.delegate !== undefined && { delegate: rule.delegate }),
  };
}
