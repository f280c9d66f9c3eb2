import type { Exemplar, Exemplars, Heatmap } from "@fyr/contract";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { capabilities } from "../../../api/queries.ts";
import { CopyText } from "../../../ui/CopyText.tsx";
import { walkButtons } from "../../../ui/walk-buttons.ts";
import css from "./HeatMarks.module.css";
import { type HeatMark, heatMarks, markInWords, marksInWords } from "./heat-marks.ts";
import type { HeatGrid } from "./heatmap-cells.ts";
import { traceMarkId, traceViewId } from "./traces/trace-words.ts";

/** The trace that is shown below, and the way to show another one or none. */
export interface OpenTrace {
  readonly openTrace: string | undefined;
  readonly onOpenTrace: (traceId: string | undefined) => void;
}

/** Requests as marks over the heatmap, and a line that tells of the one that is pointed at. */
export function HeatMarks(props: OpenTrace & { exemplars: Exemplars; map: Heatmap; rows: HeatGrid["rows"] }) {
  const { exemplars, map, rows, openTrace, onOpenTrace } = props;
  const tracing = useQuery(capabilities).data?.tracing;
  const [pointed, setPointed] = useState<Exemplar>();
  const [toCopy, setToCopy] = useState<Exemplar>();
  const chosen = tracing === undefined ? toCopy?.traceId : openTrace;
  // Who stands at a mark or looks at its trace still finds it when the picture is asked for again.
  const [stop, setStop] = useState<string>();
  const marks = heatMarks(exemplars.exemplars, map, { rows }, [stop, chosen]);
  const sought = useRef<string>(undefined);
  const press = (exemplar: Exemplar) => {
    const next = exemplar.traceId === chosen ? undefined : exemplar;
    if (tracing === undefined) return setToCopy(next);
    sought.current = next?.traceId;
    onOpenTrace(next?.traceId);
  };
  useEffect(() => {
    // Far below on the page: whoever pressed a mark goes on there.
    if (openTrace !== undefined && openTrace === sought.current) {
      document.getElementById(traceViewId(openTrace))?.focus({ preventScroll: true });
    }
  }, [openTrace]);
  if (marks.length === 0) return null;
  return (
    <>
      <Beads {...{ marks, chosen, stop }} onStop={setStop} onPoint={setPointed} onPress={press} />
      {toCopy === undefined ? (
        <p className={css.told} aria-hidden="true">
          {pointed === undefined ? marksInWords(marks.length, exemplars.found) : markInWords(pointed)}
        </p>
      ) : (
        <p className={css.told}>
          {markInWords(toCopy)} <CopyText text={toCopy.traceId} what="the trace's id" />
        </p>
      )}
    </>
  );
}

/** One stop for the keyboard, arrows from one to the next. */
function Beads(props: {
  marks: readonly HeatMark[];
  chosen: string | undefined;
  /** The trace of the mark that had the focus last. */
  stop: string | undefined;
  onStop: (traceId: string) => void;
  onPoint: (exemplar: Exemplar | undefined) => void;
  onPress: (exemplar: Exemplar) => void;
}) {
  const { marks, chosen, stop, onStop, onPoint, onPress } = props;
  const tabbed = marks.some(({ exemplar }) => exemplar.traceId === stop) ? stop : marks.at(-1)?.exemplar.traceId;
  return (
    <div className={css.marks} role="toolbar" aria-label="Requests with a trace" onKeyDown={walkButtons}>
      {marks.map(({ exemplar, x, y }) => (
        <button
          key={exemplar.traceId}
          id={traceMarkId(exemplar.traceId)}
          type="button"
          className={css.mark}
          style={{ insetInlineStart: `${x * 100}%`, insetBlockStart: `${y * 100}%` }}
          data-failed={exemplar.failed}
          aria-label={markInWords(exemplar)}
          aria-pressed={exemplar.traceId === chosen}
          tabIndex={exemplar.traceId === tabbed ? 0 : -1}
          onPointerEnter={() => onPoint(exemplar)}
          onPointerLeave={() => onPoint(undefined)}
          onFocus={() => {
            onStop(exemplar.traceId);
            onPoint(exemplar);
          }}
          onBlur={() => onPoint(undefined)}
          onClick={() => onPress(exemplar)}
        />
      ))}
    </div>
  );
}
