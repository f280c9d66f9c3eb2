export { attachmentOf } from "./attachment-of.ts";
export { balanceWeights, type LinkedWeight, spreadWhole } from "./balance-weights.ts";
export * from "./change-history.ts";
export type { WeightsProblem } from "./check-weights.ts";
export { accepted } from "./checks/carried-out.ts";
export {
  type CheckFacts,
  type DestinationPods,
  destinationRulesFor,
  type MeshFacts,
  subsetLabels,
} from "./checks/facts.ts";
export { runChecks } from "./checks/run-checks.ts";
export { delegateOf, rootsByDelegate, rootsOf } from "./delegates.ts";
export { destinationName, sameDestination } from "./destination.ts";
export { destinationHosts } from "./destination-hosts.ts";
export { dialectOf, dialectOfKind, isRouteKind, routeKinds } from "./dialects/dialect-of.ts";
export * from "./edit/index.ts";
export { type BrokenLimit, type GuardVerdict, judgeGuard, type MeasuredBoth } from "./guard/judge.ts";
export { shareOf, stableBeside, stepWeights } from "./guard/step-weights.ts";
export { hostsOverlap, resolveHost, serviceOfHost } from "./host-names.ts";
export { integerIn, isObject, type JsonObject, listIn, objectIn, textIn, textsIn } from "./json.ts";
export { kubectlCommand } from "./kubectl-command.ts";
export type { KubernetesObject, ObjectMeta } from "./kubernetes-object.ts";
export { lastManagedChange } from "./owners/last-change.ts";
export type { OwnerObjects } from "./owners/owner-objects.ts";
export { mustConfirm, ownerOf } from "./owners/owner-of.ts";
export {
  hasWeights,
  type PlanResult,
  patchOf,
  planBack,
  planWeights,
  sideOf,
  type WeightMove,
  type WeightPlan,
} from "./plan-weights.ts";
export {
  type ReadRoute,
  type ReadRule,
  type RuleDestination,
  readRoute,
  ruleAt,
  ruleText,
  sameRule,
  weightsOf,
} from "./read-route.ts";
export { routeRefOf } from "./route-object.ts";
export { ruleYaml } from "./route-yaml.ts";
export { type CanaryCounts, type CanaryVerdict, judgeCanary } from "./verdict/judge-canary.ts";
export type { Outcome } from "./verdict/likelihood-ratio.ts";
export type { ComparedStretch } from "./verdict/sequential-test.ts";
export { stableAndCanary } from "./verdict/stable-and-canary.ts";
