import type { Span, TracesQuery } from "@fyr/contract";
import { duration, inWords } from "../../../../ui/format.ts";
import { flagsInWords } from "../../../../ui/health-text.ts";

export type TraceKind = NonNullable<TracesQuery["kind"]>;

export const traceKinds = [
  { value: "slow", name: "Slow" },
  { value: "failing", name: "Failed" },
  { value: "any", name: "Any" },
] as const;

export function backendName(backend: "jaeger" | "tempo"): string {
  return backend === "jaeger" ? "Jaeger" : "Tempo";
}

/** Of the button that opens a trace, in the document. */
export function traceRowId(traceId: string): string {
  return `trace-${traceId}`;
}

/** Of the mark in the heatmap that opens a trace. */
export function traceMarkId(traceId: string): string {
  return `mark-${traceId}`;
}

/** Of the open trace itself. */
export function traceViewId(traceId: string): string {
  return `spans-${traceId}`;
}

/** Why the list is empty: few requests are traced at all. */
export function noTraces(kind: TraceKind, slowMs: number | undefined): string {
  const sampled = "Proxies trace a share of the requests only.";
  switch (kind) {
    case "slow":
      return slowMs === undefined
        ? `None was recorded. ${sampled}`
        : `None that took ${inWords(duration(slowMs))} or longer was recorded. ${sampled}`;
    case "failing":
      return `None that failed was recorded. ${sampled}`;
    case "any":
      return `None was recorded. ${sampled}`;
  }
}

/** What a span says of how it ended: "503 UF: could not connect to upstream". Nothing where all was well. */
export function endInWords({ tags, failed }: Pick<Span, "tags" | "failed">): string | undefined {
  const tag = (name: string) => tags.find(({ key }) => key === name)?.value;
  const code = tag("http.status_code") ?? tag("http.response.status_code");
  const flags = tag("response_flags");
  const why = flags === undefined || flags === "-" ? undefined : `${flags}: ${flagsInWords(flags)}`;
  if (!failed && why === undefined) return undefined;
  return [code ?? (failed ? "failed" : undefined), why].filter((word) => word !== undefined).join(" ");
}
