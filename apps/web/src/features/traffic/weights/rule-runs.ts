import type { RouteRule } from "@fyr/contract";

/** Neighbouring rules; a folded run is named in one line until asked for. */
export interface RuleRun {
  readonly folded: boolean;
  readonly rules: readonly [RouteRule, ...RouteRule[]];
}

/** So many rules in a row that offer nothing to move are read; more are in the way. */
const readable = 4;

/** Rules in their order, where long runs that only send somewhere fold away. `open` is the rule being moved. */
export function ruleRuns(rules: readonly RouteRule[], open: (rule: RouteRule) => boolean): RuleRun[] {
  const runs: { still: boolean; rules: [RouteRule, ...RouteRule[]] }[] = [];
  for (const rule of rules) {
    const still = !rule.splits && !open(rule);
    const last = runs.at(-1);
    if (last?.still === still) last.rules.push(rule);
    else runs.push({ still, rules: [rule] });
  }
  return runs.map((run) => ({ folded: run.still && run.rules.length > readable, rules: run.rules }));
}
