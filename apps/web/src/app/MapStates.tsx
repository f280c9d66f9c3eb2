import type { LiveState } from "../live/live-state.ts";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
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
      return <NoPicture reason={state.reason} by={state.by} />;
    case "live":
    case "awaited":
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

function NoPicture({ reason, by }: { reason: string; by: "fyr" | "prometheus" }) {
  const [view, change] = useView();
  return (
    <EmptyState
      title={view.at === undefined ? "There is no picture yet" : "There is no picture of this moment"}
      page
      icon={<StatusIcon status="failing" size={28} label="" />}
    >
      <p role="alert">{reason}</p>
      {view.at === undefined ? (
        <>
          <p>Fyr keeps trying and shows the map as soon as there is an answer.</p>
          {by === "prometheus" && (
            <p>
              To point it at another Prometheus: <code>npm start -- --prometheus http://host:9090</code>
            </p>
          )}
        </>
      ) : (
        <Button kind="primary" onClick={() => change({ at: undefined })}>
          Back to live
        </Button>
      )}
    </EmptyState>
  );
}
