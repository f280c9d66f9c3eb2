import type { Trace, TraceQuery } from "@fyr/contract";
import { IconX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { trace } from "../../../../api/investigate-queries.ts";
import { exactClock } from "../../../../ui/clock.ts";
import { duration, inWords } from "../../../../ui/format.ts";
import { IconButton } from "../../../../ui/IconButton.tsx";
import { ProblemNotice } from "../../../../ui/ProblemNotice.tsx";
import { Skeleton } from "../../../../ui/Skeleton.tsx";
import css from "./TraceView.module.css";
import { endInWords, traceMarkId, traceRowId, traceViewId } from "./trace-words.ts";
import { type WaterfallRow, waterfallRows } from "./waterfall-rows.ts";

interface TraceViewProps {
  readonly traceId: string;
  /** Whose calls are marked in it, and at what moment it is looked up. */
  readonly marked: TraceQuery;
  /** Id of the span whose tags are shown. */
  readonly openSpan: string | undefined;
  readonly onSpan: (spanId: string | undefined) => void;
  readonly onClose: () => void;
}

/** One request, span by span, as long as each took. */
export function TraceView(props: TraceViewProps) {
  const { traceId, marked, onClose } = props;
  const query = useQuery(trace(traceId, marked));
  const close = () => {
    // Whoever closes it by keyboard goes on where it was opened.
    const opener = document.getElementById(traceRowId(traceId)) ?? document.getElementById(traceMarkId(traceId));
    opener?.focus();
    onClose();
  };
  return (
    <section
      id={traceViewId(traceId)}
      className={css.trace}
      aria-label={`Trace ${traceId}`}
      tabIndex={-1}
      ref={intoView}
    >
      <div className={css.head}>
        <h4 className={css.title}>Trace {traceId.slice(0, 8)}</h4>
        <IconButton label="Close this trace" onClick={close}>
          <IconX size={13} stroke={1.8} />
        </IconButton>
      </div>
      {query.data !== undefined && <Waterfall trace={query.data} {...props} />}
      {query.data === undefined && query.error !== null && (
        <ProblemNotice error={query.error} onRetry={query.refetch} />
      )}
      {query.isPending && <Skeleton height="8rem" />}
    </section>
  );
}

/** It stands at the foot of a long page: whoever opens it, or a link to it, is led there. */
function intoView(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: "nearest" });
}

function Waterfall({ trace: whole, openSpan, onSpan }: TraceViewProps & { trace: Trace }) {
  const rows = waterfallRows(whole);
  const last = rows.filter(({ isCritical }) => isCritical).toSorted((a, b) => b.ownMs - a.ownMs)[0];
  return (
    <>
      <p className={css.about}>
        {inWords(duration(whole.durationMs))} from {exactClock(whole.at)}
        {last !== undefined && `; longest, ${inWords(duration(last.ownMs))}, in ${last.span.service} itself`}.{" "}
        {rows.some(({ span }) => span.isOfCall) ? (
          <>
            <span className={css.ofCall}>This call</span> is marked.{" "}
          </>
        ) : (
          `No span is marked: ${whole.notMarked ?? "none of them is of this call."} `
        )}
        {whole.link !== undefined && (
          <a href={whole.link} target="_blank" rel="noreferrer">
            Open it there
          </a>
        )}
      </p>
      <ol className={css.rows} ref={intoView}>
        {rows.map((row) => (
          <SpanRow
            key={row.span.spanId}
            row={row}
            isOpen={row.span.spanId === openSpan}
            onToggle={() => onSpan(row.span.spanId === openSpan ? undefined : row.span.spanId)}
          />
        ))}
      </ol>
    </>
  );
}

function SpanRow({ row, isOpen, onToggle }: { row: WaterfallRow; isOpen: boolean; onToggle: () => void }) {
  const { span, depth, from, wide, ownMs, isCritical } = row;
  const end = endInWords(span);
  return (
    <li className={css.row} data-failed={span.failed} data-critical={isCritical} data-of-call={span.isOfCall}>
      <button type="button" className={css.name} aria-expanded={isOpen} onClick={onToggle}>
        <span style={{ paddingInlineStart: `${depth * 0.75}rem` }}>
          <strong>{span.service}</strong> {span.name}
          {span.isOfCall && <span className="visually-hidden">, of this call</span>}
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
