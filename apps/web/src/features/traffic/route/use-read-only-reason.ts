import type { TrafficRoute } from "@fyr/contract";
import { useQuery } from "@tanstack/react-query";
import { capabilities } from "../../../api/queries.ts";
import { readOnlyReason } from "./owner-text.ts";

/** Why the weights cannot be moved here, in a sentence; nothing when they can. */
export function useReadOnlyReason(route: TrafficRoute): string | undefined {
  const { data } = useQuery(capabilities);
  return data?.readOnly ? "This Fyr only shows: it was started with --read-only." : readOnlyReason(route);
}
