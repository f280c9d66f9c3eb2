export { applyPatch, type Patched } from "./apply-patch.ts";
export { checkEdit, type EditFacts, hostsSentTo, ownerOfEdited } from "./check-edit.ts";
export { circuitBreaker, outlierDetection } from "./circuit-breaker.ts";
export {
  addDestination,
  type EditedDestination,
  readDestinations,
  removeDestination,
  setDestination,
  setWeight,
} from "./destinations.ts";
export { diffJson } from "./diff-json.ts";
export * from "./edit-history.ts";
export type { EditedObject } from "./edited-object.ts";
export * from "./endings.ts";
export { faultAbort, faultDelay, faultsIn, type InjectedFault, withoutFaults } from "./faults.ts";
export { type HiddenRule, hiddenRules } from "./hidden-rules.ts";
export { isSame, type JsonPath, valueAt, withValue } from "./json-path.ts";
export {
  addGroup,
  conditionsOf,
  type EditedCondition,
  opsOf,
  readGroups,
  removeGroup,
  writeGroup,
} from "./matches.ts";
export { type Mirror, type ReadMirror, readMirror, writeMirror } from "./mirrors.ts";
export type { Part, PartField, PartValues } from "./part.ts";
export { editCommand, editedResources, editPatch, objectYaml } from "./plan-edit.ts";
export { relocatePatch } from "./relocate-patch.ts";
export { companionsOf, removalOf } from "./remove-split.ts";
export { retries } from "./retries.ts";
export { addRule, moveRule, removeRule, rulesOf, rulesPath, withRule } from "./rules.ts";
export { gatewaySplit, istioSplit, type RunningVersion, type ServicePort, type UnsplitService } from "./start-split.ts";
export { gatewayTimeouts, timeout } from "./timeouts.ts";
