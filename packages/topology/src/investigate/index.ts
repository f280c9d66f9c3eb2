export type { CloseLook, EjectionRow } from "./close-look.ts";
export type { EdgeLine } from "./edge-line.ts";
export type * from "./history.ts";
export { findingsInScope, nodesInScope } from "./in-scope.ts";
export {
  closeLookWanted,
  type Found,
  investigate,
  type Suspicion,
  suspect,
  type WantedLook,
} from "./investigate.ts";
export type { Surroundings } from "./surroundings.ts";
export { suspectsOf } from "./suspects.ts";
export type { TimeSpan } from "./well-time.ts";
