import { clock } from "../../ui/clock.ts";
import { problemText } from "../../ui/problem-text.ts";
import { StatusIcon } from "../../ui/StatusIcon.tsx";
import css from "./LookedLast.module.css";

/** An answer that stays on screen though the next one did not come. `query`: what was asked, `dataUpdatedAt` in ms since epoch. */
export function LookedLast({
  query: { data, error, dataUpdatedAt },
}: {
  query: { readonly data: unknown; readonly error: Error | null; readonly dataUpdatedAt: number };
}) {
  if (data === undefined || error === null) return null;
  return (
    <p className={css.note} role="status">
      <StatusIcon status="degraded" label="" />
      This is as it was at {clock(dataUpdatedAt)}: {problemText(error).detail}
    </p>
  );
}
