import type { Differences, Topology } from "@fyr/contract";
import { cutOf, isFinest } from "@fyr/topology";
import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { differences } from "../../api/investigate-queries.ts";
import { comparedPicture } from "../../view/compared-picture.ts";
import { isMoving } from "../../view/investigation.ts";
import { useInvestigation } from "../../view/use-investigation.ts";
import { useView } from "../../view/use-view.ts";

export interface Compared {
  /** With what is gone, and edges marked with how they differ; as it is where nothing is compared. */
  readonly picture: Topology;
  readonly query: UseQueryResult<Differences>;
  /** Several calls together do not differ as one: only workloads are compared. */
  readonly isByWorkload: boolean;
}

/** The picture held against the moment the address names. */
export function useCompared(picture: Topology): Compared {
  const [{ at, windowSeconds, namespaces, grain, serviceNodes }] = useView();
  const [{ before, beforeWindowSeconds }] = useInvestigation();
  const isByWorkload = isFinest(cutOf(grain, serviceNodes));
  const isCompared = before !== undefined && !isMoving(before);
  const query = useQuery({
    ...differences({
      ...(at !== undefined && { at }),
      windowSeconds,
      ...(before !== undefined && { before }),
      ...(beforeWindowSeconds !== undefined && { beforeWindowSeconds }),
      ...(namespaces && { namespaces: namespaces.join(",") }),
    }),
    enabled: isCompared && isByWorkload,
  });
  const told = isCompared && isByWorkload ? query.data : undefined;
  return { picture: told === undefined ? picture : comparedPicture(picture, told), query, isByWorkload };
}
