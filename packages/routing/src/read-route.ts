import type { Destination, MatchCondition, RuleRef, Weight } from "@fyr/contract";
import { readDestination } from "./destination.ts";
import { integerIn, isObject, listIn, textIn, textsIn } from "./json.ts";
import { readMatches } from "./match-conditions.ts";
import type { KubernetesObject } from "./route-object.ts";

/** One entry of a rule's `route`, with its place in it. */
export interface RuleDestination {
  readonly destination: Destination;
  /** Place in `spec.<protocol>[i].route`. */
  readonly index: number;
  /** As written; absent where the object leaves it out. */
  readonly writtenWeight?: number;
  /** What the proxies act on: left out is 0 beside others, and a destination alone gets everything. */
  readonly weight: number;
  /** `weight` by the sum of the rule's weights, 0..1. */
  readonly share: number;
}

export interface ReadRule {
  readonly rule: RuleRef;
  readonly name?: string;
  readonly matches: MatchCondition[][];
  readonly destinations: readonly RuleDestination[];
  /** Two or more destinations: weights can be moved. */
  readonly splits: boolean;
}

export interface ReadRoute {
  /** As written: short names stand for hosts in the object's namespace. */
  readonly hosts: readonly string[];
  /** `["mesh"]` when the object names none. */
  readonly gateways: readonly string[];
  /** In the order the proxies try them: http, then tls, then tcp. */
  readonly rules: readonly ReadRule[];
}

/** What a VirtualService says about traffic. Fields it does not understand are left alone, and out. */
export function readRoute(object: KubernetesObject): ReadRoute {
  const gateways = textsIn(object.spec, "gateways");
  return {
    hosts: textsIn(object.spec, "hosts"),
    gateways: gateways.length > 0 ? gateways : ["mesh"],
    rules: (["http", "tls", "tcp"] as const).flatMap((protocol) =>
      listIn(object.spec, protocol).map((entry, index) => readRule(entry, { protocol, index })),
    ),
  };
}

/** One rule by its place; undefined when there is none there. */
export function ruleAt(object: KubernetesObject, rule: RuleRef): ReadRule | undefined {
  const entry = listIn(object.spec, rule.protocol)[rule.index];
  return isObject(entry) ? readRule(entry, rule) : undefined;
}

function readRule(entry: unknown, { protocol, index }: RuleRef): ReadRule {
  const name = textIn(entry, "name");
  const destinations = readDestinations(listIn(entry, "route"));
  return {
    rule: { protocol, index },
    ...(name !== undefined && { name }),
    matches: readMatches(listIn(entry, "match")),
    destinations,
    splits: destinations.length > 1,
  };
}

function readDestinations(route: readonly unknown[]): RuleDestination[] {
  const written = route.map((entry) => integerIn(entry, "weight"));
  const alone = route.length === 1;
  const weights = written.map((weight) => (alone ? weight || 100 : (weight ?? 0)));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return route.flatMap((entry, index) => {
    const destination = readDestination(entry);
    if (destination === undefined) return [];
    const weight = weights[index] ?? 0;
    const writtenWeight = written[index];
    return {
      destination,
      index,
      ...(writtenWeight !== undefined && { writtenWeight }),
      weight,
      share: sum > 0 ? weight / sum : 0,
    };
  });
}

export function weightsOf(rule: ReadRule): Weight[] {
  return rule.destinations.map(({ destination, weight }) => ({ ...destination, weight }));
}
