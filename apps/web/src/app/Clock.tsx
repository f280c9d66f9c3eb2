import { useLiveState } from "../live/live-context.ts";
import { useNow } from "../live/use-now.ts";
import { clock, dayBefore, timeZone } from "../ui/clock.ts";
import css from "./Clock.module.css";

/** The moment on screen: now while live, the picture's own when past. */
export function Clock() {
  const now = useNow();
  const state = useLiveState();
  const at = state.status === "past" ? Date.parse(state.topology.at) : now;
  return (
    <time
      className={css.clock}
      dateTime={new Date(at).toISOString()}
      title={`${new Date(at).toDateString()}, ${timeZone(at)}`}
    >
      {dayBefore(at, now)}
      {clock(at)} <span className={css.zone}>{timeZone(at)}</span>
    </time>
  );
}
