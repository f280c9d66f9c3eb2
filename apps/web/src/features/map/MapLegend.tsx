import type { Topology } from "@fyr/contract";
import { type RefObject, useEffect, useEffectEvent, useState } from "react";
import { classNames } from "../../ui/class-names.ts";
import { LegendSign } from "./LegendSign.tsx";
import css from "./MapLegend.module.css";
import { overMap } from "./map-layers.ts";
import { drawnMarks } from "./marks/drawn-marks.ts";
import { legendMarks, type MarkId } from "./marks/legend-marks.ts";
import { useIsNarrow } from "./use-is-narrow.ts";

const storageKey = "fyr.legend";
/** Where the map is narrower, the room is the map's, px. */
const NARROW = 900;

/** Always told, so that calm and trouble do not change what one can look up. */
const ALWAYS: readonly MarkId[] = ["line healthy", "line degraded", "line failing", "ring shares"];
/** Told only with everything else: nobody asks. */
const PLAIN: readonly MarkId[] = ["shape workload", "dot answered"];

export interface MapLegendProps {
  readonly topology: Pick<Topology, "nodes" | "edges">;
  /** Some namespaces are cards. */
  readonly folded: boolean;
  /** What it lies in. */
  readonly frame: RefObject<Element | null>;
  /** It takes other room. */
  readonly onSize: () => void;
}

/**
 * What lines and marks mean: those of this picture, or all there are. Folded to its title by a click, which is
 * remembered; until somebody has clicked, where there is little room.
 */
export function MapLegend({ topology, folded, frame, onSize }: MapLegendProps) {
  const [chosen, setChosen] = useState(() => window.localStorage.getItem(storageKey));
  const isNarrow = useIsNarrow(frame, NARROW);
  const open = chosen === null ? !isNarrow : chosen === "open";
  const [all, setAll] = useState(false);
  const sized = useEffectEvent(onSize);
  useEffect(() => {
    sized();
  }, [open, all]);
  const toggled = (next: boolean) => {
    if (next === open) return;
    const choice = next ? "open" : "folded";
    setChosen(choice);
    window.localStorage.setItem(storageKey, choice);
  };
  const drawn = drawnMarks(topology, folded);
  const isTold = (id: MarkId) => ALWAYS.includes(id) || (drawn.has(id) && !PLAIN.includes(id));
  const told = all ? legendMarks : legendMarks.filter(({ id }) => isTold(id));
  return (
    <details {...overMap} className={css.legend} open={open} onToggle={(event) => toggled(event.currentTarget.open)}>
      <summary className={css.title}>
        Legend <span className={css.note}>width = req/s, log</span>
      </summary>
      <ul className={classNames(css.rows, all && css.wide)} style={{ "--count": told.length } as React.CSSProperties}>
        {told.map((mark) => (
          <li key={mark.id} className={css.row}>
            <LegendSign mark={mark} />
            {mark.name}
          </li>
        ))}
      </ul>
      <button type="button" className={css.more} aria-expanded={all} onClick={() => setAll(!all)}>
        {all ? "Only what is drawn now" : `All ${legendMarks.length} marks`}
      </button>
    </details>
  );
}
