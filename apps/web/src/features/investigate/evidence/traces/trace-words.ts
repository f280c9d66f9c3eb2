import type { Span, TopologyEdge, TopologyNode, TracesQuery } from "@fyr/contract";
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

/** Why the list is empty: `untraced`, or few requests are traced at all. */
export function noTraces(kind: TraceKind, slowMs: number | undefined, untraced: string | undefined): string {
  const why = untraced ?? "Proxies trace a share of the requests only.";
  switch (kind) {
    case "slow":
      return slowMs === undefined
        ? `None was recorded. ${why}`
        : `None that took ${inWords(duration(slowMs))} or longer was recorded. ${why}`;
    case "failing":
      return `None that failed was recorded. ${why}`;
    case "any":
      return `None was recorded. ${why}`;
  }
}

/** Why no proxy writes spans of it, where that is known. */
export function whyUntraced(
  item: Pick<TopologyEdge, "flags" | "protocol"> | Pick<TopologyNode, "flags"> | undefined,
): string | undefined {
  if (item?.flags.some((flag) => flag === "l4Only")) {
    return "A ztunnel alone sees this traffic, and ztunnels write no spans: a waypoint would.";
  }
  const isTcp = item !== undefined && "protocol" in item && item.protocol === "tcp";
  return isTcp ? "Proxies trace requests, and TCP has none." : undefined;
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
