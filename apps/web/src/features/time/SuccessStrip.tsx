import type { Series } from "@fyr/contract";
import { zoneOffsetMs } from "../../ui/clock.ts";
import { linePath, rangeOf } from "../../ui/line-path.ts";
import type { Span } from "./past-moments.ts";
import css from "./SuccessStrip.module.css";
import { ticksOf } from "./ticks.ts";

const width = 1000;
const height = 30;
/** Success over a span as a line, on red where something was failing. `held`: what can be scrubbed at once. Decoration of the scrubber over it. */
export function SuccessStrip(props: {
  series: Series | undefined;
  span: Span;
  at: number;
  now: number;
  past: boolean;
  bad: readonly Span[];
  held: Span | undefined;
}) {
  const { series, span, at, now, past, bad, held } = props;
  const left = (ms: number) => `${((ms - span.from) / (span.to - span.from)) * 100}%`;
  const within = (part: Span) => ({
    insetInlineStart: left(Math.max(part.from, span.from)),
    insetInlineEnd: `calc(100% - ${left(Math.min(part.to, span.to))})`,
  });
  const ticks = ticksOf(span, now, zoneOffsetMs);
  return (
    <div className={css.strip} aria-hidden="true">
      {series?.errorRatio && <Line times={series.times} errors={series.errorRatio} span={span} />}
      {bad
        .filter((part) => part.to > span.from && part.from < span.to)
        .map((part) => (
          <span key={part.from} className={css.badSpan} style={within(part)} />
        ))}
      {held && <span className={css.held} style={within(held)} />}
      {ticks.map((tick) => (
        <span key={tick.at} className={css.tick} style={{ insetInlineStart: left(tick.at) }}>
          {tick.words}
        </span>
      ))}
      {at >= span.from && at <= span.to && (
        <span className={past ? css.cursor : css.live} style={{ insetInlineStart: left(at) }} />
      )}
    </div>
  );
}

function Line({ times, errors, span }: { times: readonly number[]; errors: readonly (number | null)[]; span: Span }) {
  const first = times[0] ?? 0;
  const last = times.at(-1) ?? first;
  const x = (seconds: number) => ((seconds * 1000 - span.from) / (span.to - span.from)) * width;
  const successes = errors.map((error) => (error === null ? null : 1 - error));
  const low = Math.min(0.998, rangeOf(successes)?.low ?? 1);
  const path = linePath(successes, { width: x(last) - x(first), height, low, high: 1 });
  return (
    <svg aria-hidden="true" className={css.chart} viewBox={`0 -2 ${width} ${height + 4}`} preserveAspectRatio="none">
      <path transform={`translate(${x(first)} 0)`} d={path} className={css.line} vectorEffect="non-scaling-stroke" />
    </svg>
  );
}
