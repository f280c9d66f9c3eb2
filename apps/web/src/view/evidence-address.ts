import type { SearchParams } from "./url.ts";

/** Which log is read, and what of it. Absent is what is usual. */
export interface LogAddress {
  readonly pod?: string | undefined;
  readonly container?: string | undefined;
  /** Of what ran before the last restart. */
  readonly run?: "previous" | undefined;
  readonly lines?: "failed" | undefined;
}

/** Which requests are looked at one by one. */
export interface TracesAddress {
  /** Absent: slow ones. */
  readonly kind?: "failing" | "any" | undefined;
  /** Id of the one that is shown span by span. */
  readonly open?: string | undefined;
  /** Id of the span whose tags are shown. */
  readonly span?: string | undefined;
}

export const evidenceParams = ["pod", "container", "run", "lines", "traces", "trace", "span"] as const;

/** As Kubernetes names objects. */
const objectName = /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/;
const traceId = /^[0-9a-f]{16,32}$/i;
const spanId = /^[0-9a-f]{1,16}$/i;

/** Absent where nothing is chosen. A value nobody understands counts as left out. */
export function parseEvidence(search: SearchParams): { readonly log?: LogAddress; readonly traces?: TracesAddress } {
  const { pod = "", container = "", trace = "", span = "" } = search;
  const kind = (["failing", "any"] as const).find((each) => each === search["traces"]);
  const open = traceId.test(trace) ? trace : undefined;
  const log: LogAddress = {
    ...(objectName.test(pod) && { pod }),
    ...(objectName.test(container) && { container }),
    ...(search["run"] === "previous" && { run: "previous" }),
    ...(search["lines"] === "failed" && { lines: "failed" }),
  };
  const traces: TracesAddress = {
    ...(kind !== undefined && { kind }),
    ...(open !== undefined && { open, ...(spanId.test(span) && { span }) }),
  };
  return {
    ...(Object.keys(log).length > 0 && { log }),
    ...(Object.keys(traces).length > 0 && { traces }),
  };
}

export function serialiseEvidence(log: LogAddress = {}, traces: TracesAddress = {}): SearchParams {
  const { pod, container, run, lines } = log;
  const { kind, open, span } = traces;
  return {
    ...(pod !== undefined && { pod }),
    ...(container !== undefined && { container }),
    ...(run !== undefined && { run }),
    ...(lines !== undefined && { lines }),
    ...(kind !== undefined && { traces: kind }),
    ...(open !== undefined && { trace: open }),
    ...(open !== undefined && span !== undefined && { span }),
  };
}
