import { useQuery } from "@tanstack/react-query";
import { capabilities } from "../../api/queries.ts";
import { InvestigatePage } from "../../features/investigate/InvestigatePage.tsx";
import { IncidentTimeline } from "../../features/time/IncidentTimeline.tsx";
import { liesBeforeHistory } from "../../live/kept.ts";
import { useLiveState } from "../../live/live-context.ts";
import { topologyOf } from "../../live/stream-state.ts";
import { useView } from "../../view/use-view.ts";
import { BeforeHistory, NoTraffic } from "../EmptyPictures.tsx";
import { MapStates } from "../MapStates.tsx";
import { EvidenceCharts } from "./EvidenceCharts.tsx";
import { FindingRoutes } from "./FindingRoutes.tsx";

/** What is wrong, which hop it is, what changed, and what proves it. */
export function InvestigateRoutePage() {
  const [{ at }] = useView();
  const state = useLiveState();
  const topology = topologyOf(state);
  const historyFrom = useQuery(capabilities).data?.historyFrom;
  if (historyFrom !== undefined && liesBeforeHistory(at, historyFrom)) return <BeforeHistory from={historyFrom} />;
  if (topology === undefined) return <MapStates state={state} />;
  if (topology.nodes.length === 0) return <NoTraffic topology={topology} />;
  return (
    <InvestigatePage
      topology={topology}
      parts={{
        renderCharts: (subject) => <EvidenceCharts subject={subject} topology={topology} />,
        renderRoutes: (finding) => <FindingRoutes finding={finding} topology={topology} />,
        renderTimeline: (shown) => <IncidentTimeline {...shown} />,
      }}
    />
  );
}
