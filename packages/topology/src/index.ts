export { buildPicture, buildTopology, createBuild } from "./build.ts";
export { bothSides } from "./call-tree/both-sides.ts";
export { callTreeOf } from "./call-tree/call-tree.ts";
export { areAsManyBytes, asManyBytes, brokenFlag, isRefused, refusedFlags } from "./connection-flags.ts";
export { stoppedBefore } from "./counted-by-waypoints.ts";
export { applyDiff, diffTopology, readSnapshot, snapshotOf } from "./diff.ts";
export { differencesOf } from "./difference/differences.ts";
export * from "./expression/index.ts";
export { failedConnectionsOf, failedShareOf } from "./failed-share.ts";
export type { UnwellFrom } from "./health/check.ts";
export { worseOf } from "./health/health-of.ts";
export { defaultFailing, type HealthPreset, healthPresets } from "./health/presets.ts";
export {
  createTolerances,
  type HealthRule,
  type LatencyRule,
  type RateRule,
  type Tolerances,
} from "./health/tolerance-rules.ts";
export type { Verdicts } from "./health/verdict-memory.ts";
export { edgeIdOf, endIdsOf, endsOfEdge, nameInId, nodeIdOf, rollupIdOf } from "./ids.ts";
export type * from "./inventory.ts";
export { inClusterOf } from "./inventory-index.ts";
export * from "./investigate/index.ts";
export { mergeHistograms } from "./merge-histograms.ts";
export { type NodeName, nodeInShort, nodeInWords, nodeName } from "./node-name.ts";
export { known } from "./optional.ts";
export { passedOn } from "./passed-on.ts";
export { eastWest } from "./passed-through.ts";
export { type PathNumbers, pathNumbers, worstPathsFirst } from "./paths/path-numbers.ts";
export { type CallPaths, pathsBetween } from "./paths/paths-between.ts";
export { stepsFrom } from "./paths/steps-from.ts";
export type { Lasting, Picture, PictureInput, Usual, UsualPicture } from "./picture.ts";
export { createPodOwners } from "./pod-owners.ts";
export { begins } from "./problems.ts";
export { almostEqual, histogramQuantile, monotonicCounts } from "./quantile.ts";
export { type Cut, cutOf, grains, isFinest } from "./regrain/cut.ts";
export type { Groups } from "./regrain/groups.ts";
export { coarserNodeId } from "./regrain/node-place.ts";
export { createRegrain, type Regrained, regrain } from "./regrain/regrain.ts";
export { mergesCallers } from "./regrain/shape.ts";
export { preferredReporter, reportersInOrder } from "./reporters.ts";
export { classifyResponse, type ResponseClass, serverGrpcStatuses } from "./responses.ts";
export { sameList } from "./same-value.ts";
export type * from "./samples.ts";
export { spreadOf } from "./spread.ts";
export { type PodCounts, standsOut } from "./stands-out/stands-out.ts";
export { usualOf } from "./usual.ts";
export { roundQuantity, roundRatio } from "./wire-grid.ts";
