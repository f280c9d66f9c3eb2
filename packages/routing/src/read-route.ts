import type { Destination, MatchCondition, RouteRef, RuleRef, Weight } from "@fyr/contract";
import { delegateOf } from "./delegates.ts";
import { dialectOf, ruleField } from "./dialects/dialect-of.ts";
import { comparePrecedence } from "./dialects/gateway-api-precedence.ts";
import type { Attachment, RouteDialect } from "./dialects/route-dialect.ts";
import { integerIn, isObject, listIn, textIn } from "./json.ts";
import type { KubernetesObject } from "./kubernetes-object.ts";

/** One of a rule's destinations, with its place in the object. */
export interface RuleDestination {
  readonly destination: Destination;
  /** Place in the rule's list of destinations. */
  readonly index: number;
  /** As written; absent where the object leaves it out. */
  readonly writtenWeight?: number;
  /** What the proxies act on, whether it is written or left out. */
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
  /** Where its destinations stand instead. */
  readonly delegate?: RouteRef;
}

export interface ReadRoute extends Attachment {
  /** In the order the proxies try them. */
  readonly rules: readonly ReadRule[];
}

/** What a route of any kind says about traffic. Fields it does not understand are left alone, and out. */
export function readRoute(object: KubernetesObject): ReadRoute {
  const dialect = dialectOf(object);
  const rules = dialect.ruleLists.flatMap(({ protocol, field }) =>
    listIn(object.spec, field)
      .map((entry, index) => ({ rule: readRule(object, dialect, entry, { protocol, index }), entry }))
      .sort((a, b) => comparePrecedence(dialect.precedence(a.entry), dialect.precedence(b.entry))),
  );
  return { ...dialect.readAttachment(object), rules: rules.map(({ rule }) => rule) };
}

export function sameRule(a: RuleRef, b: RuleRef): boolean {
  return a.protocol === b.protocol && a.index === b.index;
}

/** One rule by its place; undefined when there is none there. */
export function ruleAt(object: KubernetesObject, rule: RuleRef): ReadRule | undefined {
  const entry = ruleEntry(object, rule);
  return isObject(entry) ? readRule(object, dialectOf(object), entry, rule) : undefined;
}

/** The rule as it stands in the object. */
export function ruleEntry(object: KubernetesObject, rule: RuleRef): unknown {
  const field = ruleField(dialectOf(object), rule.protocol);
  return field === undefined ? undefined : listIn(object.spec, field)[rule.index];
}

/**
 * Equal for two versions of an object exactly when this rule, and whom the route speaks for, are the same in both: what
 * was decided about the one then holds for the other, whatever became of its other rules. Undefined without such a rule.
 */
export function ruleText(object: KubernetesObject, rule: RuleRef): string | undefined {
  const entry = ruleEntry(object, rule);
  if (!isObject(entry)) return undefined;
  const lists = new Set(dialectOf(object).ruleLists.map(({ field }) => field));
  const around = Object.entries(object.spec ?? {}).filter(([field]) => !lists.has(field));
  return JSON.stringify([entry, around]);
}

function readRule(
  object: KubernetesObject,
  dialect: RouteDialect,
  entry: unknown,
  { protocol, index }: RuleRef,
): ReadRule {
  const name = textIn(entry, "name");
  const namespace = object.metadata.namespace ?? "default";
  const destinations = readDestinations(dialect, listIn(entry, dialect.destinationsField), namespace);
  const delegate = delegateOf(entry, namespace);
  return {
    rule: { protocol, index },
    ...(name !== undefined && { name }),
    matches: dialect.readMatches(object, entry),
    destinations,
    splits: destinations.length > 1,
    ...(delegate !== undefined && { delegate }),
  };
}

function readDestinations(dialect: RouteDialect, list: readonly unknown[], namespace: string): RuleDestination[] {
  const { leftOut, aloneTakesAll } = dialect.weights;
  const written = list.map((entry) => integerIn(entry, "weight"));
  const takesAll = list.length === 1 && aloneTakesAll;
  const weights = written.map((weight) => (takesAll ? weight || 100 : (weight ?? leftOut)));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return list.flatMap((entry, index) => {
    const destination = dialect.readDestination(entry, namespace);
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
