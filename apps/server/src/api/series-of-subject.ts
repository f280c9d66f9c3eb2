import type { SeriesSubject } from "@fyr/prometheus";
import { failedConnectionsOf, known } from "@fyr/topology";
import type { Subject } from "../observer/subject.ts";

/** What a chart of it shows: of a node what it receives; what it sends where nobody is known to call it. */
export function seriesOfSubject(subject: Subject): SeriesSubject {
  return subject.type === "edge" ? { edges: subject.keys } : seriesOfNode(subject);
}

/** Nobody is known to call it, and it calls others. */
export function isSilent({ node: { inbound, outbound } }: Extract<Subject, { type: "node" }>): boolean {
  return Object.keys(inbound).length === 0 && Object.keys(outbound).length > 0;
}

/** An idle workload is asked for by its name. */
function seriesOfNode(subject: Extract<Subject, { type: "node" }>): SeriesSubject {
  const { node, parties } = subject;
  const { cluster, namespace, workload } = node;
  const waypoints = known("waypoints", subject.waypoints);
  if (parties.length > 0) {
    const direction = isSilent(subject) ? "outbound" : "inbound";
    // Whether any fail is known by now: most nodes need not be asked about.
    const connections = failedConnectionsOf(node) && { withConnections: true };
    return { parties, direction, byService: node.kind === "service", ...connections, ...waypoints };
  }
  return namespace === undefined || workload === undefined
    ? { parties }
    : { workload: { cluster, namespace, workload }, ...waypoints };
}
