import type { HealthStatus, Hop } from "@fyr/contract";
import { duration, inWords } from "../../../ui/format.ts";
import css from "./CallTreeTable.module.css";

/** Own time now as a bar, with a tick where it ended before; what is more than before in the colour of its health. */
export function HopBar({ hop, mostMs, status }: { hop: Hop; mostMs: number; status: HealthStatus | undefined }) {
  const [now, before] = [hop.now?.ownMs, hop.before?.ownMs];
  if (now === undefined && before === undefined) return null;
  const left = (ms: number) => `${(ms / mostMs) * 100}%`;
  const same = Math.min(now ?? 0, before ?? 0);
  const tone = status === "failing" ? "bad" : status === "degraded" ? "warn" : "plain";
  const more = (now ?? 0) - same;
  return (
    <span className={css.track} title={`Now ${words(now)}, before ${words(before)}`}>
      <span className={css.same} style={{ inlineSize: left(same) }} />
      {more > 0 && (
        <span className={css.grown} data-tone={tone} style={{ insetInlineStart: left(same), inlineSize: left(more) }} />
      )}
      {before !== undefined && <span className={css.tick} style={{ insetInlineStart: left(before) }} />}
    </span>
  );
}

function words(ms: number | undefined): string {
  return ms === undefined ? "not measured" : inWords(duration(ms));
}
