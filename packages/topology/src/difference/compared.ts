import type { Difference, NodeTraffic, TopologyEdge } from "@fyr/contract";
import { bytesOf } from "../usual.ts";

type Compared = NonNullable<Difference["now"]>;

/** What of an edge, or of what a node receives, is held against another moment. `share`: 0..1. */
export function comparedOf(traffic: TopologyEdge | NodeTraffic, share?: number): Compared {
  const { requestsPerSecond, errorRatio, latencyMs } = traffic;
  const bytesPerSecond = bytesOf(traffic);
  const compared: Compared = {};
  if (requestsPerSecond !== undefined) compared.requestsPerSecond = requestsPerSecond;
  if (bytesPerSecond !== undefined) compared.bytesPerSecond = bytesPerSecond;
  if (errorRatio !== undefined) compared.errorRatio = errorRatio;
  if (latencyMs !== undefined) {
    compared.p50Ms = latencyMs.p50;
    compared.p99Ms = latencyMs.p99;
    if (latencyMs.mean !== undefined) compared.meanMs = latencyMs.mean;
  }
  if ("connectionsPerSecond" in traffic && traffic.connectionsPerSecond !== undefined) {
    compared.connectionsPerSecond = traffic.connectionsPerSecond;
  }
  if ("failedConnectionRatio" in traffic && traffic.failedConnectionRatio !== undefined) {
    compared.failedConnectionRatio = traffic.failedConnectionRatio;
  }
  if ("mtlsRatio" in traffic && traffic.mtlsRatio !== undefined) compared.mtlsRatio = traffic.mtlsRatio;
  if (share !== undefined) compared.share = share;
  return compared;
}
