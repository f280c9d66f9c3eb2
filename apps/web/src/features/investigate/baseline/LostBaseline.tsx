import { useQuery } from "@tanstack/react-query";
import { capabilities } from "../../../api/queries.ts";
import { moment, timeZone } from "../../../ui/clock.ts";
import { StatusIcon } from "../../../ui/StatusIcon.tsx";
import type { Incident } from "../use-incident.ts";
import css from "./Baselines.module.css";

/** What was to be compared with is not kept any more: said, with what stands in its place. */
export function LostBaseline({ incident: { lostBaseline, baseline } }: { incident: Incident }) {
  const { historyFrom } = useQuery(capabilities).data ?? {};
  if (lostBaseline === undefined || historyFrom === undefined) return null;
  return (
    <p className={css.lost} role="status">
      <StatusIcon status="unknown" label="" />
      Prometheus keeps nothing before {moment(historyFrom, Date.now())} ({timeZone(Date.parse(historyFrom))}), so
      nothing of {lostBaseline.words}: compared with {baseline.words} instead.
    </p>
  );
}
