import { useLiveState } from "../../live/live-context.ts";
import { useNow } from "../../live/use-now.ts";
import { calendarDay, clock, dayBefore, timeZone } from "../../ui/clock.ts";
import { lasting } from "../../ui/format.ts";
import { useZone } from "../../ui/use-zone.ts";
import css from "./Clock.module.css";

/** The moment on screen: now while live, the picture's own when past. Its zone is a switch. */
export function Clock() {
  const now = useNow();
  const state = useLiveState();
  const isPast = state.status === "past";
  const at = isPast ? Date.parse(state.topology.at) : now;
  return (
    <span className={css.clock} data-past={isPast || undefined}>
      <time dateTime={new Date(at).toISOString()} title={`${calendarDay(at)}, ${timeZone(at)}`}>
        {dayBefore(at, now)}
        {clock(at)}
      </time>
      <ZoneSwitch at={at} />
      {isPast && <span className={css.ago}>{lasting((now - at) / 1000)} ago</span>}
    </span>
  );
}

/** The zone of all times on screen; where the reader's own is UTC there is nothing to switch. */
function ZoneSwitch({ at }: { at: number }) {
  const [zone, choose] = useZone();
  if (zone === "local" && new Date(at).getTimezoneOffset() === 0)
    return <span className={css.zone}>{timeZone(at)}</span>;
  const other = zone === "utc" ? "local" : "utc";
  const label = other === "utc" ? "Show times in UTC" : "Show times in your own zone";
  return (
    <button
      type="button"
      className={css.zone}
      title={label}
      aria-label={`${timeZone(at)}: ${label}`}
      onClick={() => choose(other)}
    >
      {timeZone(at)}
    </button>
  );
}
