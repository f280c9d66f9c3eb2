import { StatusIcon } from "../../../ui/StatusIcon.tsx";
import type { Incident } from "../use-incident.ts";
import css from "./Baselines.module.css";
import { keptInWords } from "./kept-words.ts";

/** What was to be compared with is not kept any more: said, with what stands in its place. */
export function LostBaseline({ incident: { lostBaseline, baseline, historyFrom } }: { incident: Incident }) {
  if (lostBaseline === undefined || historyFrom === undefined) return null;
  return (
    <p className={css.lost} role="status">
      <StatusIcon status="unknown" label="" />
      {keptInWords(historyFrom, Date.now())}, so nothing of {lostBaseline.words}: compared with {baseline.words}{" "}
      instead.
    </p>
  );
}
