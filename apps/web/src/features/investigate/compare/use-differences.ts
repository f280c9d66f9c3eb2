import type { Differences } from "@fyr/contract";
import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { differences } from "../../../api/investigate-queries.ts";
import { useInvestigation } from "../../../view/use-investigation.ts";
import { type Names, namesIn } from "../names.ts";
import type { Incident } from "../use-incident.ts";

/** The two moments of the page held against each other, and names for what is gone as well. */
export function useDifferences({ asked, query: found, topology }: Incident): {
  readonly query: UseQueryResult<Differences>;
  readonly names: Names;
} {
  const [{ before }] = useInvestigation();
  const query = useQuery({ ...differences(asked), enabled: before !== undefined || !found.isPending });
  const gone = query.data && { nodes: query.data.goneNodes, edges: query.data.goneEdges };
  return { query, names: namesIn(topology, gone) };
}
