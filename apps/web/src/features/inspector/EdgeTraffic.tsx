import type { Topology, TopologyEdge } from "@fyr/contract";
import { successTone } from "../../ui/number-tone.ts";
import { OverTime } from "./OverTime.tsx";
import { beganAt, usualSuccessOf } from "./worst-first.ts";

/** The requests on an edge over time. `rateTitle`: what its rate counts; absent: the rate is told elsewhere. */
export function EdgeTraffic(props: { edge: TopologyEdge; topology: Topology; rateTitle?: string }) {
  const { edge, topology, rateTitle } = props;
  return (
    <OverTime
      subject={{ edge: edge.id }}
      now={{
        errorRatio: edge.errorRatio,
        requestsPerSecond: edge.requestsPerSecond,
        latencyMs: edge.latencyMs,
        health: edge.health,
        successTone: successTone(edge.health),
        usualSuccess: usualSuccessOf(edge.id, topology),
        measured: { windowSeconds: topology.windowSeconds, reporter: edge.reporter },
        at: topology.at,
        latencyAt: topology.latencyAt,
      }}
      began={beganAt(edge.id, topology)}
      {...(rateTitle !== undefined && { rateTitle })}
    />
  );
}
