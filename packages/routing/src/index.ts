export { balanceWeights, type LinkedWeight } from "./balance-weights.ts";
export * from "./change-history.ts";
export type { WeightsProblem } from "./check-weights.ts";
export { type CheckFacts, type DestinationPods, destinationRulesFor, subsetLabels } from "./checks/facts.ts";
export { runChecks } from "./checks/run-checks.ts";
export { destinationName, sameDestination } from "./destination.ts";
export { resolveHost, serviceOfHost } from "./host-names.ts";
export { isObject, type JsonObject, listIn, objectIn, textIn, textsIn } from "./json.ts";
export { kubectlCommand } from "./kubectl-command.ts";
export { lastManagedChange, ownerOf } from "./owner-of.ts";
export {
  hasWeights,
  type PlanResult,
  patchOf,
  planBack,
  planWeights,
  type WeightMove,
  type WeightPlan,
} from "./plan-weights.ts";
export { type ReadRoute, type ReadRule, type RuleDestination, readRoute, weightsOf } from "./read-route.ts";
export { type KubernetesObject, type ObjectMeta, routeRefOf } from "./route-object.ts";
export { ruleYaml } from "./route-yaml.ts";
