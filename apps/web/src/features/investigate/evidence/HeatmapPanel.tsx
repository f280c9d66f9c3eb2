import type { Exemplars, Heatmap, Onset } from "@fyr/contract";
import { useQuery } from "@tanstack/react-query";
import { exemplars, heatmap } from "../../../api/investigate-queries.ts";
import { capabilities } from "../../../api/queries.ts";
import { clock, moment } from "../../../ui/clock.ts";
import { inWords, rate } from "../../../ui/format.ts";
import { Section } from "../../../ui/Panel.tsx";
import { ProblemNotice } from "../../../ui/ProblemNotice.tsx";
import { Skeleton } from "../../../ui/Skeleton.tsx";
import { useInvestigation } from "../../../view/use-investigation.ts";
import { useView } from "../../../view/use-view.ts";
import type { Selection } from "../../../view/view-state.ts";
import { LookedLast } from "../LookedLast.tsx";
import { HeatMarks, type OpenTrace } from "./HeatMarks.tsx";
import css from "./HeatmapPanel.module.css";
import { heatGrid, heatmapInWords } from "./heatmap-cells.ts";
import { missingExemplars } from "./missing-words.ts";
import { MissingLines } from "./NotCollected.tsx";

const rowPx = 14;

/** How long requests took, over time: the darker, the more of them. Single ones lead to their traces. */
export function HeatmapPanel({ subject, onset }: { subject: Selection; onset: Onset | undefined }) {
  const [{ at }] = useView();
  const [{ traces: shown }, change] = useInvestigation();
  const opening: OpenTrace = {
    openTrace: shown?.open,
    onOpenTrace: (open) =>
      change({ traces: { kind: shown?.kind, open, span: undefined } }, { view: { selection: subject } }),
  };
  const end = at !== undefined && { to: at };
  const of = subject.type === "edge" ? { edge: subject.id as never } : { node: subject.id as never };
  const query = useQuery(heatmap({ ...of, ...end }));
  const traced = useQuery(exemplars({ ...of, ...end }));
  return (
    <section>
      <Section title="How durations spread" aside="req/s by duration">
        <LookedLast query={query} />
        {query.data !== undefined && <Cells map={query.data} onset={onset} exemplars={traced.data} opening={opening} />}
        {query.data === undefined && query.error !== null && (
          <ProblemNotice error={query.error} onRetry={query.refetch} />
        )}
        {query.isPending && <Skeleton height="9rem" />}
      </Section>
    </section>
  );
}

function Cells(props: {
  map: Heatmap;
  onset: Onset | undefined;
  exemplars: Exemplars | undefined;
  opening: OpenTrace;
}) {
  const { map, onset, exemplars: found, opening } = props;
  const { rows, columns, cells } = heatGrid(map);
  if (rows.length === 0) return <p className={css.none}>No request was timed in this time.</p>;
  const [from, to] = [(map.times[0] ?? 0) * 1000, (map.times.at(-1) ?? 0) * 1000];
  const began = onset === undefined ? undefined : (Date.parse(onset.at) - from) / Math.max(1, to - from);
  const height = rows.length * rowPx;
  return (
    <>
      <figure className={css.figure}>
        <figcaption className="visually-hidden">{heatmapInWords(map)}</figcaption>
        <div className={css.rows} aria-hidden="true" style={{ blockSize: height }}>
          {rows.map(({ index, words }, at) => (
            <span key={index} className={css.row} style={{ insetBlockStart: at * rowPx }}>
              {rows.length <= 8 || at % 2 === 0 ? words : ""}
            </span>
          ))}
        </div>
        <svg
          className={css.cells}
          aria-hidden="true"
          viewBox={`0 0 ${columns} ${rows.length}`}
          preserveAspectRatio="none"
          style={{ blockSize: height }}
        >
          {cells.map(({ x, y, heat, perSecond }) => (
            <rect key={`${x} ${y}`} x={x} y={y} width={1.02} height={0.94} fillOpacity={0.08 + heat * 0.92}>
              <title>{`${clock((map.times[x] ?? 0) * 1000)}, ${rows[y]?.words}: ${inWords(rate(perSecond))}`}</title>
            </rect>
          ))}
          {began !== undefined && began > 0 && began < 1 && (
            <line className={css.began} x1={began * columns} x2={began * columns} y1={0} y2={rows.length} />
          )}
        </svg>
        <p className={css.ends} aria-hidden="true">
          <span>{moment(from, to)}</span>
          {began !== undefined && began > 0 && began < 1 && onset && <span>began {moment(onset.at, to)}</span>}
          <span>{moment(to, to)}</span>
        </p>
        {found !== undefined && <HeatMarks exemplars={found} map={map} rows={rows} {...opening} />}
      </figure>
      {found?.found === 0 && <NoExemplars />}
    </>
  );
}

/** Where nothing could be opened there is nothing to miss. */
function NoExemplars() {
  const tracing = useQuery(capabilities).data?.tracing;
  return tracing === undefined ? null : <MissingLines missing={[missingExemplars]} />;
}
