import type { Topology } from "@fyr/contract";
import type { LiveState } from "../live/live-state.ts";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { windowName } from "../ui/format.ts";
import { Lighthouse } from "../ui/Lighthouse.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { StatusIcon } from "../ui/StatusIcon.tsx";
import { useView } from "../view/use-view.ts";
import css from "./MapStates.module.css";

/** The map before there is a picture. */
export function MapStates({ state }: { state: LiveState }) {
  switch (state.status) {
    case "connecting":
      return <Connecting />;
    case "failed":
      return <NoPicture reason={state.reason} />;
    case "live":
    case "stale":
    case "past":
      return null;
  }
}

function Connecting() {
  return (
    <div className={css.connecting} role="status">
      <div className={css.drawer}>
        <Skeleton height="1.25rem" width="50%" />
        <Skeleton height="6rem" />
        <Skeleton height="5rem" />
      </div>
      <EmptyState title="Looking at the mesh" page icon={<Lighthouse size={44} />}>
        <p>The first picture is on its way.</p>
      </EmptyState>
    </div>
  );
}

function NoPicture({ reason }: { reason: string }) {
  const [view, change] = useView();
  return (
    <EmptyState title="There is no picture yet" page icon={<StatusIcon status="failing" size={28} label="" />}>
      <p role="alert">{reason}</p>
      {view.at === undefined ? (
        <>
          <p>Fyr keeps trying and shows the map as soon as there is an answer. To point it at another Prometheus:</p>
          <code>npm start -- --prometheus http://host:9090</code>
        </>
      ) : (
        <Button kind="primary" onClick={() => change({ at: undefined })}>
          Back to live
        </Button>
      )}
    </EmptyState>
  );
}

/** A picture with nothing in it: which of the usual reasons, and what to do. */
export function NoTraffic({ topology }: { topology: Topology }) {
  const [view, change] = useView();
  return (
    <EmptyState
      title={`No traffic in the last ${windowName(topology.windowSeconds)}`}
      icon={<StatusIcon status="unknown" size={28} label="" />}
    >
      <p>
        Prometheus answers, but has no Istio request or TCP series in this window. Is it scraping the sidecars? This
        query tells:
      </p>
      <code>sum(rate(istio_requests_total[5m]))</code>
      <div className={css.ways}>
        {view.windowSeconds < 3600 && (
          <Button onClick={() => change({ windowSeconds: 3600 })}>Look at the last hour</Button>
        )}
        {view.namespaces && <Button onClick={() => change({ namespaces: undefined })}>Show all namespaces</Button>}
      </div>
      {topology.warnings.map((warning) => (
        <p key={warning}>{warning}</p>
      ))}
    </EmptyState>
  );
}
