import { useParams } from "@tanstack/react-router";
import { TrafficPage } from "../features/traffic/TrafficPage.tsx";

/** One page for `/traffic` and `/traffic/$namespace/$name`: going between them keeps its drafts. */
export function TrafficRoutePage() {
  const { namespace, name } = useParams({ strict: false });
  return <TrafficPage {...(namespace !== undefined && name !== undefined && { chosen: { namespace, name } })} />;
}
