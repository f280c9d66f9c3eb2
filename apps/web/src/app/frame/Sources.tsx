import type { SourceState } from "@fyr/contract";
import { useQuery } from "@tanstack/react-query";
import { capabilities } from "../../api/queries.ts";
import { useLiveState } from "../../live/live-context.ts";
import { topologyOf } from "../../live/stream-state.ts";
import { useNow } from "../../live/use-now.ts";
import { classNames } from "../../ui/class-names.ts";
import { age } from "../../ui/format.ts";
import css from "./Sources.module.css";
import { sourceNames, sourceTitle } from "./source-title.ts";

/** Each source of numbers with the age of its last good answer. */
export function Sources() {
  const state = useLiveState();
  const topology = topologyOf(state);
  const now = useNow();
  const known = useQuery(capabilities).data;
  if (!topology) return null;
  const isPast = state.status === "past";
  const heldSeconds = Math.max(0, (now - Date.parse(topology.at)) / 1000);
  return (
    <ul className={css.sources} aria-label="Sources">
      {topology.sources.map((source) => (
        <li key={source.name} className={css.source} title={sourceTitle(source, known, topology)}>
          <span className={classNames(css.dot, css[source.status])} />
          {sourceNames[source.name]}
          <span className={css.age}>{isPast && source.status === "ok" ? "" : ageOf(source, heldSeconds)}</span>
        </li>
      ))}
    </ul>
  );
}

/** `heldSeconds`: since the moment of the picture, which is Prometheus' last good answer. */
function ageOf(source: SourceState, heldSeconds: number): string {
  if (source.status === "off") return "off";
  if (source.status === "error") return "no answer";
  if (source.name === "kubernetes" && source.status === "ok") return "live";
  return age(source.name === "prometheus" ? heldSeconds : (source.ageSeconds ?? 0));
}
