import type { DetailsQuery, Topology } from "@fyr/contract";
import { useQuery } from "@tanstack/react-query";
import { details } from "../../api/queries.ts";
import { useView } from "../../view/use-view.ts";

/**
 * What only an open inspector needs, of the picture's moment and window. A picture that is put together from held
 * windows stays for a minute: with the next one it is asked for at once.
 */
export function useDetails(subject: Pick<DetailsQuery, "edge" | "node">, picture: Topology, enabled = true) {
  const [{ at }] = useView();
  // The window as it was asked for: Fyr widens it alike.
  const windowSeconds = picture.requestedWindowSeconds ?? picture.windowSeconds;
  const asked = { ...subject, windowSeconds, ...(at !== undefined && { at }) };
  return useQuery({ ...details(asked, picture.source === "held" ? picture.at : undefined), enabled });
}
