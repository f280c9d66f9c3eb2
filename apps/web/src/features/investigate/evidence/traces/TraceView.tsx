import type { Trace } from "@fyr/contract";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { trace } from "../../../../api/queries.ts";
import { exactClock } from "../../../../ui/clock.ts";
import { duration, inWords } from "../../../../ui/format.ts";
import { ProblemNotice } from "../../../../ui/ProblemNotice.tsx";
import { Skeleton } from "../../../../ui/Skeleton.tsx";
import css from "./TraceView.module.css";
import { endInWords } from "./trace-words.ts";
import { type WaterfallRow, waterfallRows } from "./waterfall-rows.ts";

/** One request, span by span, as long as each took. */
export function TraceView({ traceId }: { traceId: string }) {
  const query = useQuery(trace(traceId));
  if (query.data !== undefined) return <Waterfall trace={query.data} />;
  if (query.error !== null) return <ProblemNotice error={query.error} onRetry={query.refetch} />;
  return <Skeleton height="8rem" />;
}

function Waterfall({ trace: whole }: { trace: Trace }) {
  const [open, setOpen] = useState<string>();
  const rows = waterfallRows(whole);
  const last = rows.filter(({ isCritical }) => isCritical).toSorted((a, b) => b.ownMs - a.ownMs)[0];
  return (
    <section className={css.trace} aria-label={`Trace ${whole.traceId}`}>
      <p className={css.about}>
        {inWords(duration(whole.durationMs))} from {exactClock(whole.at)}
        {last !== undefined && `; most of it, ${inWords(duration(last.ownMs))}, in ${last.span.service} itself`}.{" "}
        {whole.link !== undefined && (
          <a href={whole.link} target="_blank" rel="noreferrer">
            Open it there
          </a>
        )}
      </p>
      <ol className={css.rows}>
        {rows.map((row) => (
          <SpanRow
            key={row.span.spanId}
            row={row}
            isOpen={row.span.spanId === open}
            onToggle={() => setOpen(row.span.spanId === open ? undefined : row.span.spanId)}
          />
        ))}
      </ol>
    </section>
  );
}

function SpanRow({ row, isOpen, onToggle }: { row: WaterfallRow; isOpen: boolean; onToggle: () => void }) {
  const { span, depth, from, wide, ownMs, isCritical } = row;
  const end = endInWords(span);
  return (
    <li className={css.row} data-failed={span.failed} data-critical={isCritical}>
      <button type="button" className={css.name} aria-expanded={isOpen} onClick={onToggle}>
        <span style={{ paddingInlineStart: `${depth * 0.75}rem` }}>
          <strong>{span.service}</strong> {span.name}
        </span>
      </button>
      <div className={css.track} aria-hidden="true">
        <div
          className={css.bar}
          style={{ insetInlineStart: `${from * 100}%`, inlineSize: `max(2px, ${wide * 100}%)` }}
        />
      </div>
      <span className={css.took}>{inWords(duration(span.durationMs))}</span>
      <span className={css.end}>{end}</span>
      {isOpen && (
        <dl className={css.tags}>
          <dt>own time</dt>
          <dd>{inWords(duration(ownMs))}</dd>
          {span.tags.map(({ key, value }) => (
            <div key={key}>
              <dt>{key}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  );
}
