import type { LiveState } from "../../live/live-state.ts";
import { useNow } from "../../live/use-now.ts";
import { exactClock } from "../../ui/clock.ts";
import { age } from "../../ui/format.ts";
import css from "./KioskAlarm.module.css";

/** That what hangs on the wall is not now: how old it is, and why. Large, for nobody may take it for calm. */
export function KioskAlarm({ state }: { state: LiveState }) {
  const now = useNow();
  switch (state.status) {
    case "live":
    case "awaited":
      return null;
    case "connecting":
      return <Band kind="quiet" title="Looking at the mesh" said="The first picture is on its way." />;
    case "failed":
      return <Band kind="alarm" title="There is no picture" said={`${state.reason} Fyr keeps trying.`} />;
    case "stale": {
      const old = age((now - Date.parse(state.topology.at)) / 1000);
      return <Band kind="alarm" title={`Not live: ${old} old`} said={`${state.reason} Fyr keeps trying.`} />;
    }
    case "past":
      return <Band kind="quiet" title={`Past: ${exactClock(state.topology.at)}`} said="This is not now." />;
  }
}

function Band({ kind, title, said }: { kind: "alarm" | "quiet"; title: string; said: string }) {
  return (
    <div className={css.band} data-kind={kind} role="status">
      <strong className={css.title}>{title}</strong>
      <span className={css.said}>{said}</span>
    </div>
  );
}
