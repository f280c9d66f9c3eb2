import type { EdgeKey, NodeParty, Party } from "@fyr/topology";
import type { Span } from "./moment.ts";
import type { Waypoint } from "./waypoint-legs.ts";

/**
 * What a chart is about. A node's chart shows what it receives unless `direction` says otherwise; `parties` are those
 * of `Picture.nodeParties`, of a service `byService`: those who answer for it may answer for others as well. Of a `workload`,
 * what is left out may be anything. `waypoints` report what they pass on themselves: what others report of that is left out,
 * as pictures leave it out, but for what never arrived there.
 */
export type SeriesSubject =
  | { readonly edges: readonly EdgeKey[] }
  | (NotOfEdges &
      (
        | {
            readonly parties: readonly NodeParty[];
            readonly direction?: "inbound" | "outbound";
            readonly byService?: boolean;
            /** How its TCP connections were made is asked as well. */
            readonly withConnections?: boolean;
          }
        | { readonly workload: Party; readonly direction?: "inbound" | "outbound" }
        | { readonly namespace: string; readonly cluster?: string }
        /** Several at once; like a mesh, but without its failing edges. */
        | { readonly namespaces: readonly string[] }
        /** `gateways`: through which requests enter it. */
        | { readonly mesh: true; readonly gateways?: readonly Party[] }
      ));

interface NotOfEdges {
  readonly waypoints?: readonly Waypoint[];
}

export interface SeriesRange extends Span {
  readonly stepSeconds: number;
  /** What each point looks back on. */
  readonly windowSeconds: number;
}
