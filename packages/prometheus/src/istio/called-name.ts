import { joined, type PromQl, rewritten } from "../promql.ts";

/** What was called, however it is written. Put on rows that are compared; no mesh has it. */
export const calledMark = "fyr_called";

/** What tells what was called: some of them may be missing. */
export const calledLabels = [
  "destination_service_namespace",
  "destination_service_name",
  "destination_service",
] as const;

/** Namespace and name are those of a host inside the cluster, or are told. What is called by neither stays as it is told. */
const reading = String.raw`.*/([^./]+)\.([^./]+)\.svc(?:[.:][^/]*)?|([^/]+)/([^./:]+)/.*`;

/** The rows with the service that was called under one name, whichever labels a proxy has for it. */
export function withCalledName(rows: PromQl): PromQl {
  return rewritten(joined(rows, calledMark, calledLabels), calledMark, reading, "$2$3/$1$4");
}
