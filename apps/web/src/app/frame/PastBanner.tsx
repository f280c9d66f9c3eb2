import { useLiveState, useShownAt } from "../../live/live-context.ts";
import { useNow } from "../../live/use-now.ts";
import { classNames } from "../../ui/class-names.ts";
import { dayBefore, exactClock } from "../../ui/clock.ts";
import { lasting } from "../../ui/format.ts";
import { Kbd } from "../../ui/Kbd.tsx";
import { useView } from "../../view/use-view.ts";
import banner from "./Banner.module.css";
import css from "./PastBanner.module.css";

/** A held frame stands in for moments this near. */
const nearMs = 60_000;

/** This is not now: which moment it is, what on the page is of now all the same, and the way back. */
export function PastBanner() {
  const state = useLiveState();
  const now = useNow();
  const [view, change] = useView();
  const asked = useShownAt(view.at);
  if (state.status !== "past" || asked === undefined) return null;
  const shown = Date.parse(state.topology.at);
  const told = (at: number) => `${dayBefore(at, now)}${exactClock(at)}, ${lasting((now - at) / 1000)} ago`;
  return (
    <div className={banner.banner} data-tone="info">
      <strong>Past: {told(asked)}.</strong>
      {Math.abs(asked - shown) > nearMs && <span>Fyr is looking; until then you see {told(shown)}.</span>}
      <span className={banner.rest}>
        Traffic is of that moment. Pods, routes, weights and their changes are of now.
      </span>
      <button type="button" className={classNames(banner.last, css.back)} onClick={() => change({ at: undefined })}>
        Back to live <Kbd>l</Kbd>
      </button>
    </div>
  );
}
