import type { Lasting } from "@fyr/topology";
import { formatInstant } from "../instant-text.ts";
import type { Onset } from "./find-onset.ts";

/** So many problems at once have one cause; the worst of them tell it. */
export const mostProblemsLookedBack = 12;

/** As of `at` (Unix seconds). */
export function lasting(onset: Onset, at: number): Lasting {
  return "since" in onset
    ? { since: formatInstant(onset.since) }
    : { lastingAtLeastSeconds: Math.max(0, Math.round(at - onset.notAfter)) };
}
