import type { EdgeId, FoundTrace, NodeId, TracesQuery } from "@fyr/contract";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { traces } from "../../../../api/investigate-queries.ts";
import { capabilities } from "../../../../api/queries.ts";
import { classNames } from "../../../../ui/class-names.ts";
import { clock } from "../../../../ui/clock.ts";
import { duration, inWords } from "../../../../ui/format.ts";
import { Section } from "../../../../ui/Panel.tsx";
import { ProblemNotice } from "../../../../ui/ProblemNotice.tsx";
import { problemText } from "../../../../ui/problem-text.ts";
import { Segmented } from "../../../../ui/Segmented.tsx";
import { Skeleton } from "../../../../ui/Skeleton.tsx";
import { StatusIcon } from "../../../../ui/StatusIcon.tsx";
import type { TracesAddress } from "../../../../view/evidence-address.ts";
import { useInvestigation } from "../../../../view/use-investigation.ts";
import { useView } from "../../../../view/use-view.ts";
import type { Selection } from "../../../../view/view-state.ts";
import list from "../../ListTable.module.css";
import evidence from "../Evidence.module.css";
import css from "./TracesPanel.module.css";
import { TraceView } from "./TraceView.tsx";
import { backendName, noTraces, type TraceKind, traceKinds, traceRowId } from "./trace-words.ts";

/** How much of the past is searched, back from the moment on screen. */
const spanMs = 900_000;

/** Single requests over exactly this edge, or into this node: what metrics cannot tell of them. */
export function TracesPanel(props: {
  subject: Selection;
  slowMs: number | undefined;
  /** Why no proxy writes spans of it. */
  untraced: string | undefined;
}) {
  const { subject, slowMs, untraced } = props;
  const { data: known, error } = useQuery(capabilities);
  const tracing = known?.tracing;
  const [{ at }] = useView();
  const [{ traces: { kind = "slow", open, span } = {} }, change] = useInvestigation();
  const choose = (patch: TracesAddress, isStep: boolean) =>
    change(
      { traces: { ...(kind !== "slow" && { kind }), open, span, ...patch } },
      { view: { selection: subject }, replace: !isStep },
    );
  return (
    <section className={evidence.panel} aria-label="Traces">
      <Section title="Traces" aside={tracing && `from ${backendName(tracing)}, the quarter of an hour before`}>
        {known === undefined && error === null && <Skeleton height="6rem" />}
        {known === undefined && error !== null && <p className={evidence.note}>{problemText(error).detail}</p>}
        {known !== undefined && tracing === undefined && (
          <p className={evidence.note}>
            No tracing system is connected: <code>--jaeger URL</code> or <code>--tempo URL</code> names one, and slow
            and failing requests are shown here.
          </p>
        )}
        {tracing !== undefined && (
          <>
            <div className={css.choice}>
              <Segmented
                label="Which traces"
                choices={traceKinds}
                value={kind}
                onChoose={(next) => choose({ kind: next === "slow" ? undefined : next }, false)}
              />
            </div>
            <Found
              subject={subject}
              kind={kind}
              slowMs={slowMs}
              untraced={untraced}
              open={open}
              onOpen={(next) => choose({ open: next, span: undefined }, true)}
            />
            {open !== undefined && (
              <TraceView
                key={open}
                traceId={open}
                marked={{ ...ofSubject(subject), ...(at !== undefined && { at }) }}
                openSpan={span}
                onSpan={(next) => choose({ span: next }, false)}
                onClose={() => choose({ open: undefined, span: undefined }, true)}
              />
            )}
          </>
        )}
      </Section>
    </section>
  );
}

function Found(props: {
  subject: Selection;
  kind: TraceKind;
  slowMs: number | undefined;
  untraced: string | undefined;
  open: string | undefined;
  onOpen: (id: string | undefined) => void;
}) {
  const { subject, kind, untraced, open, onOpen } = props;
  const [{ at }] = useView();
  const slowMs = useFirst(props.slowMs);
  const query = useQuery(traces(queryOf(subject, kind, slowMs, at)));
  const { data, error } = query;
  if (data === undefined && error !== null) return <ProblemNotice error={error} onRetry={query.refetch} />;
  if (data === undefined) return <Skeleton height="6rem" />;
  return (
    <>
      {data.traces.length === 0 ? (
        <p className={evidence.note}>{noTraces(kind, slowMs, untraced)}</p>
      ) : (
        <Table traces={data.traces} open={open} onOpen={(id) => onOpen(id === open ? undefined : id)} />
      )}
      {data.link !== undefined && (
        <p className={evidence.note}>
          <a href={data.link} target="_blank" rel="noreferrer">
            The same search in {backendName(data.backend)}
          </a>
        </p>
      )}
    </>
  );
}

/** The first value there is: a search is not made again for each p95 that comes in. */
function useFirst<Value>(value: Value | undefined): Value | undefined {
  const [first, setFirst] = useState(value);
  if (first === undefined && value !== undefined) setFirst(value);
  return first ?? value;
}

function ofSubject({ type, id }: Selection): Pick<TracesQuery, "edge" | "node"> {
  return type === "edge" ? { edge: id as EdgeId } : { node: id as NodeId };
}

function queryOf(subject: Selection, kind: TraceKind, slowMs: number | undefined, at?: string): TracesQuery {
  const slow = kind === "slow" && slowMs !== undefined ? { minMs: Math.floor(slowMs) } : {};
  const span = at === undefined ? {} : { from: new Date(Date.parse(at) - spanMs).toISOString(), to: at };
  return { ...ofSubject(subject), kind, ...slow, ...span };
}

function Table(props: { traces: readonly FoundTrace[]; open: string | undefined; onOpen: (id: string) => void }) {
  return (
    <div className={evidence.scroll}>
      <table className={classNames(list.table, evidence.table, css.table)}>
        <thead>
          <tr>
            <th scope="col">Began</th>
            <th scope="col">This call</th>
            <th scope="col">Whole</th>
            <th scope="col">Spans</th>
            <th scope="col">From</th>
          </tr>
        </thead>
        <tbody>
          {props.traces.map((trace) => (
            <Row key={trace.traceId} trace={trace} isOpen={trace.traceId === props.open} onOpen={props.onOpen} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ trace, isOpen, onOpen }: { trace: FoundTrace; isOpen: boolean; onOpen: (id: string) => void }) {
  const { traceId, at, callMs, durationMs, spans, root, failed } = trace;
  return (
    <tr data-open={isOpen}>
      <th scope="row">
        <button
          type="button"
          id={traceRowId(traceId)}
          className={css.open}
          aria-expanded={isOpen}
          onClick={() => onOpen(traceId)}
        >
          {clock(at)}
          {failed && <StatusIcon status="failing" label="failed" />}
        </button>
      </th>
      <td>{callMs === undefined ? "–" : inWords(duration(callMs))}</td>
      <td>{inWords(duration(durationMs))}</td>
      <td>{spans ?? "–"}</td>
      <td className={css.root}>{root ?? "outside what you may see"}</td>
    </tr>
  );
}
