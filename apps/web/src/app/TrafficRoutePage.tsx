import { useParams } from "@tanstack/react-router";
import { TrafficPage } from "../features/traffic/TrafficPage.tsx";

/** All traffic splits, and the one the address names. */
export function TrafficRoutePage() {
  const { namespace, name } = useParams({ strict: false });
  return namespace !== undefined && name !== undefined ? <TrafficPage chosen={{ namespace, name }} /> : <TrafficPage />;
}
