import type { Topology } from "@fyr/contract";
import { useQuery } from "@tanstack/react-query";
import { topologyAt, topologyCut } from "../../api/queries.ts";
import { useView } from "../../view/use-view.ts";
import type { ListKind } from "./rows.ts";

export interface PictureState {
  /** Absent while it is asked for, or when the question failed. */
  readonly picture: Topology | undefined;
  readonly error: Error | null;
  readonly onRetry: () => void;
}

/** The moment on screen at the grain of a list: of the same measurements, so that its numbers are those of the map. */
export function usePicture(topology: Topology, grain: ListKind): PictureState {
  const [{ at, windowSeconds, namespaces }] = useView();
  const query = { grain, windowSeconds, ...(namespaces && { namespaces: namespaces.join(",") }) };
  const isAsked = grain !== "workload";
  const live = useQuery({ ...topologyCut(query, topology.at), enabled: isAsked && at === undefined });
  const past = useQuery({ ...topologyAt({ ...query, at: at ?? "" }), enabled: isAsked && at !== undefined });
  if (!isAsked) return { picture: topology, error: null, onRetry: () => undefined };
  const { data, error, refetch } = at === undefined ? live : past;
  // What stood there before may be of another grain.
  return { picture: data?.grain === grain ? data : undefined, error, onRetry: () => void refetch() };
}
