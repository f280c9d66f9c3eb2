import type { Series } from "@fyr/contract";
import type { Quantity } from "../../ui/format.ts";
import { linePath, rangeOf } from "../../ui/line-path.ts";
import { Measure } from "../../ui/Measure.tsx";
import css from "./Lanes.module.css";
import type { Span } from "./past-moments.ts";

const width = 1000;
const height = 24;

/** One line over the timeline's span, with where it ends now. */
export function LineLane(props: {
  row: number;
  name: string;
  series: Series | undefined;
  values: readonly (number | null)[] | undefined;
  format: (value: number) => Quantity;
  span: Span;
  tone?: "plain" | "bad";
}) {
  const { row, name, series, values = [], format, span, tone = "plain" } = props;
  const last = values.findLast((value) => value !== null) ?? undefined;
  return (
    <>
      <span className={css.label} style={{ gridRow: row }}>
        {name}
        <strong>
          <Measure quantity={last === undefined ? undefined : format(last)} why="Not measured" />
        </strong>
      </span>
      <div className={css.lane} style={{ gridRow: row }} aria-hidden="true">
        {series !== undefined && <Line times={series.times} values={values} span={span} tone={tone} />}
      </div>
    </>
  );
}

function Line(props: { times: readonly number[]; values: readonly (number | null)[]; span: Span; tone: string }) {
  const { times, values, span, tone } = props;
  const first = times[0] ?? 0;
  const last = times.at(-1) ?? first;
  const x = (seconds: number) => ((seconds * 1000 - span.from) / (span.to - span.from)) * width;
  const high = Math.max(1e-9, (rangeOf(values)?.high ?? 1) * 1.05);
  const path = linePath(values, { width: x(last) - x(first), height, low: 0, high });
  return (
    <svg className={css.chart} viewBox={`0 -1 ${width} ${height + 2}`} preserveAspectRatio="none" aria-hidden="true">
      <path
        transform={`translate(${x(first)} 0)`}
        d={path}
        className={css.line}
        data-tone={tone}
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
