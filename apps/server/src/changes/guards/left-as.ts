import type { RuleRef } from "@fyr/contract";
import {
  dialectOf,
  hasWeights,
  type KubernetesObject,
  lastManagedChange,
  type RecordedChange,
  readHistory,
  sameRule,
  sideOf,
  type WeightMove,
} from "@fyr/routing";

/** A rule as one change left it. */
export interface LeftRule {
  readonly rule: RuleRef;
  readonly change: string;
  readonly moves: readonly WeightMove[];
}

/** Nobody has moved the rule's weights since that change, nor away and back again with Fyr. */
export function isLeftAs(object: KubernetesObject, left: LeftRule): boolean {
  return (
    hasWeights(object, left.rule, sideOf(left.moves, "to", leftOutOf(object))) &&
    newerChange(object, left) === undefined
  );
}

/** Who moved the weights since, as far as it is known. */
export function overtakenSentence(object: KubernetesObject, left: LeftRule): string {
  const who = newerChange(object, left)?.by ?? lastManagedChange(object)?.manager ?? "Somebody";
  return `${who} changed the weights since: they stay as they are now.`;
}

/** What a weight stands for that the object leaves out. */
export function leftOutOf(object: Pick<KubernetesObject, "kind">): number {
  return dialectOf(object).weights.leftOut;
}

/** By their order on the object: the clocks of two replicas may differ. */
function newerChange(object: KubernetesObject, { rule, change }: LeftRule): RecordedChange | undefined {
  const history = readHistory(object);
  const place = history.findIndex(({ id }) => id === change);
  return place < 0 ? undefined : history.slice(place + 1).findLast((one) => sameRule(one.rule, rule));
}
