import { useLiveState } from "../../live/live-context.ts";
import { useNow } from "../../live/use-now.ts";
import { age } from "../../ui/format.ts";
import { StatusIcon } from "../../ui/StatusIcon.tsx";
import banner from "./Banner.module.css";

/** The numbers on screen are old: how old, and why. */
export function StaleBanner() {
  const state = useLiveState();
  const now = useNow();
  if (state.status !== "stale") return null;
  const seconds = (now - Date.parse(state.topology.at)) / 1000;
  return (
    <div className={banner.banner} data-tone="warn">
      <StatusIcon status="degraded" label="" />
      <strong>The numbers are {age(seconds)} old.</strong>
      <span className={banner.rest} role="status">
        {state.reason}
      </span>
      <span className={banner.last}>Fyr keeps trying.</span>
    </div>
  );
}
