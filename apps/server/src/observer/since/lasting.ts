import type { EdgeId, TopologyProblem } from "@fyr/contract";
import { begins, type Lasting } from "@fyr/topology";
import { formatInstant } from "../instant-text.ts";
import type { Onset } from "./find-onset.ts";

/** So many problems at once have one cause; the worst of them tell it. */
const mostEdgesLookedBack = 12;

/** Those whose beginning is looked for, worst first. Nodes have none of their own: their edges tell. */
export function unwellEdges(problems: readonly TopologyProblem[]): EdgeId[] {
  const unwell = problems.filter(begins).flatMap(({ subject }) => (subject.type === "edge" ? [subject.id] : []));
  return unwell.slice(0, mostEdgesLookedBack);
}

/** As of `at` (Unix seconds). */
export function lasting(onset: Onset, at: number): Lasting {
  return "since" in onset
    ? { since: formatInstant(onset.since) }
    : { lastingAtLeastSeconds: Math.max(0, Math.round(at - onset.notAfter)) };
}
