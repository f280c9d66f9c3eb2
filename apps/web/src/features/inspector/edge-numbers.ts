import type { Details, TopologyEdge } from "@fyr/contract";
import { byteRate, duration, type Quantity, rate, share } from "../../ui/format.ts";
import { type Measured, provenance } from "../../ui/provenance.ts";
import type { NamedNumber } from "./Numbers.tsx";

export type EdgeDetails = Extract<Details, { type: "edge" }>;

export interface EdgeSeen {
  readonly edge: TopologyEdge;
  /** Absent while it is asked for, or when the question failed. */
  readonly known: EdgeDetails | undefined;
  readonly windowSeconds: number;
}

/** What stands beside success and latency of an edge that carries requests; bytes and messages only where there are. */
export function requestNumbers({ edge, known, windowSeconds }: EdgeSeen): readonly NamedNumber[] {
  const measured = { windowSeconds, reporter: edge.reporter };
  const bytes = known?.throughputBytesPerSecond;
  const messages = edge.messagesPerSecond;
  return [
    { name: "Rate", quantity: said(edge.requestsPerSecond, rate), about: provenance("rate", measured) },
    mtlsOf(edge, windowSeconds),
    betweenProxies(known, windowSeconds),
    ...(bytes === undefined ? [] : bothWays(["Requests", "Responses"], bytes, byteRate, provenance("sizes", measured))),
    ...(messages === undefined
      ? []
      : bothWays(["Messages out", "Messages back"], messages, messageRate, provenance("messages", measured))),
  ];
}

/** Of an edge on which only bytes are seen: what went either way. */
export function byteNumbers({ bytesPerSecond }: TopologyEdge, measured: Measured): readonly NamedNumber[] {
  const about = provenance("bytes", measured);
  return [
    { name: "To target", quantity: said(bytesPerSecond?.toTarget, byteRate), about },
    { name: "To source", quantity: said(bytesPerSecond?.toSource, byteRate), about },
  ];
}

/** Its connections: how many are open, how many are opened. */
export function connectionNumbers({ edge, known, windowSeconds }: EdgeSeen): readonly NamedNumber[] {
  return [
    {
      name: "Connections",
      quantity: said(known?.openConnections, (open) => ({ value: String(open), unit: "open" })),
      about: "Connections opened less those closed, as the proxies that are up have counted since they started.",
      ...(known === undefined && { why: "No answer yet", short: "…" }),
    },
    {
      name: "Opened",
      quantity: said(edge.connectionsPerSecond, (perSecond) => ({ ...rate(perSecond), unit: "per s" })),
      about: provenance("connections", { windowSeconds, reporter: edge.reporter }),
    },
    mtlsOf(edge, windowSeconds),
  ];
}

function mtlsOf({ mtlsRatio }: TopologyEdge, windowSeconds: number): NamedNumber {
  return {
    name: "mTLS",
    quantity: said(mtlsRatio, share),
    about: provenance("mtls", { windowSeconds }),
    why: "Not measured: only the callee's proxy knows, and it does not report",
    short: "callee silent",
  };
}

function betweenProxies(known: EdgeDetails | undefined, windowSeconds: number): NamedNumber {
  return {
    name: "Between proxies",
    quantity: said(known?.betweenProxiesMs, duration),
    about: provenance("between", { windowSeconds }),
    ...(known === undefined ? { why: "No answer yet", short: "…" } : whyNothingBetween(known)),
  };
}

function whyNothingBetween({ betweenProxiesUnknown: reason }: EdgeDetails): Pick<NamedNumber, "why" | "short"> {
  if (reason === undefined) return {};
  switch (reason) {
    case "caller-not-timed":
      return { why: "Not measured: the caller's proxy did not time these requests", short: "caller not timed" };
    case "callee-not-timed":
      return { why: "Not measured: the callee's proxy did not time these requests", short: "callee not timed" };
    case "different-requests":
      return {
        why: "Caller and callee timed different requests: some never arrived, or were tried again",
        short: "not comparable",
      };
  }
}

function bothWays(
  [out, back]: readonly [string, string],
  { toTarget, toSource }: { readonly toTarget: number; readonly toSource: number },
  format: (value: number) => Quantity,
  about: string,
): readonly NamedNumber[] {
  return [
    { name: out, quantity: format(toTarget), about },
    { name: back, quantity: format(toSource), about },
  ];
}

function messageRate(perSecond: number): Quantity {
  return { ...rate(perSecond), unit: "per s" };
}

function said(value: number | undefined, format: (value: number) => Quantity): Quantity | undefined {
  return value === undefined ? undefined : format(value);
}
