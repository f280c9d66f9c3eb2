import { IconPlayerPause, IconPlayerPlay } from "@tabler/icons-react";
import { usePlayback } from "../../live/live-context.ts";
import { type Speed, speeds } from "../../live/playback.ts";
import { classNames } from "../../ui/class-names.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import css from "./Timeline.module.css";
import type { usePlay } from "./use-play.ts";

/** Play or pause, and how fast. */
export function PlayControl({ play }: { play: ReturnType<typeof usePlay> }) {
  const [{ speed }, store] = usePlayback();
  return (
    <div className={css.play}>
      <IconButton
        label={play.isPlaying ? "Pause (space)" : "Play half an hour (space)"}
        aria-busy={play.isLoading}
        disabled={play.isLoading}
        onClick={play.toggle}
      >
        {play.isLoading ? (
          <span className={css.spinner} aria-hidden="true" />
        ) : play.isPlaying ? (
          <IconPlayerPause size={16} stroke={1.6} />
        ) : (
          <IconPlayerPlay size={16} stroke={1.6} />
        )}
      </IconButton>
      <select
        className={css.speed}
        aria-label="Speed"
        title="How fast the past is played"
        value={speed}
        onChange={(event) => store.setSpeed(Number(event.currentTarget.value) as Speed)}
      >
        {speeds.map((times) => (
          <option key={times} value={times}>
            {times}×
          </option>
        ))}
      </select>
    </div>
  );
}

/** What happens between the press and the first frame, and why there is none. */
export function PlayNote({ play }: { play: ReturnType<typeof usePlay> }) {
  return (
    <span className={classNames(css.note, play.fault !== undefined && css.fault)} role="status" title={play.fault}>
      {play.isLoading ? "Reading half an hour of the past …" : play.fault}
    </span>
  );
}
