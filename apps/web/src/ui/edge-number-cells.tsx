import type { TopologyEdge } from "@fyr/contract";
import { failedShareOf } from "@fyr/topology";
import { whyAbsent } from "./absent-text.ts";
import { share } from "./format.ts";
import { NumberCell, PercentileCell, RateCell } from "./NumberCell.tsx";
import { protocolWords } from "./node-name.ts";
import { failedShareTone } from "./number-tone.ts";

/** Protocol, rate, errors, p50, p95, p99 and mTLS of an edge, as every table of edges shows them. */
export function edgeNumberCells(edge: TopologyEdge, windowSeconds: number): readonly React.ReactNode[] {
  const why = whyAbsent(edge);
  const timed = { of: edge, health: edge.health, windowSeconds, why };
  return [
    protocolWords[edge.protocol],
    <RateCell key="rate" requests={edge.requestsPerSecond} bytes={bytesOf(edge)} why={why} />,
    <NumberCell key="errors" of={failedShareOf(edge)} format={share} why={why} tone={failedShareTone(edge.health)} />,
    <PercentileCell key="p50" name="p50" {...timed} />,
    <PercentileCell key="p95" name="p95" {...timed} />,
    <PercentileCell key="p99" name="p99" {...timed} />,
    <NumberCell key="mtls" of={edge.mtlsRatio} format={share} why="Not measured: only the callee's proxy knows" />,
  ];
}

function bytesOf({ bytesPerSecond }: TopologyEdge): number | undefined {
  return bytesPerSecond && bytesPerSecond.toTarget + bytesPerSecond.toSource;
}
