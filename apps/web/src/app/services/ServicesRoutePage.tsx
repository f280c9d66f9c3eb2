import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { Suspense } from "react";
import { capabilities } from "../../api/queries.ts";
import { ServiceList } from "../../features/services/ServiceList.tsx";
import { ServicePage } from "../../features/services/ServicePage.tsx";
import { useLiveState } from "../../live/live-context.ts";
import { topologyOf } from "../../live/stream-state.ts";
import { PanelSkeleton } from "../../ui/Skeleton.tsx";
import { useView } from "../../view/use-view.ts";
import { BeforeHistory, NoTraffic } from "../EmptyPictures.tsx";
import { MapStates } from "../MapStates.tsx";
import { NodeAside, NodeBelow } from "./NodeParts.tsx";
import { ServiceFilter } from "./ServiceFilter.tsx";
import css from "./ServicesRoutePage.module.css";

/** Everything that is called, and the one the address names. */
export function ServicesRoutePage() {
  const { _splat: id = "" } = useParams({ strict: false });
  const [{ at }] = useView();
  const state = useLiveState();
  const topology = topologyOf(state);
  const historyFrom = useQuery(capabilities).data?.historyFrom;
  if (topology === undefined) return <MapStates state={state} />;
  if (at !== undefined && historyFrom !== undefined && Date.parse(at) < Date.parse(historyFrom)) {
    return <BeforeHistory from={historyFrom} />;
  }
  if (topology.nodes.length === 0) return <NoTraffic topology={topology} />;
  return (
    <div className={css.page} aria-busy={state.status === "awaited"}>
      <Suspense fallback={<PanelSkeleton label="Loading services" />}>
        {id === "" ? (
          <ServiceList
            topology={topology}
            renderFilter={(picture, outcome) => <ServiceFilter picture={picture} outcome={outcome} />}
          />
        ) : (
          <ServicePage
            key={id}
            id={id}
            topology={topology}
            renderAside={(node, picture) => <NodeAside node={node} picture={picture} />}
            renderBelow={(node, picture) => <NodeBelow node={node} picture={picture} />}
          />
        )}
      </Suspense>
    </div>
  );
}
