import { useParams } from "@tanstack/react-router";
import { TrafficPage } from "../features/traffic/TrafficPage.tsx";

/** All traffic splits, and the one the address names. */
export function TrafficRoutePage() {
  const { namespace, name, kind } = useParams({ strict: false });
  if (namespace === undefined || name === undefined) return <TrafficPage />;
  return <TrafficPage chosen={{ namespace, name, ...(kind !== undefined && { kind }) }} />;
}
