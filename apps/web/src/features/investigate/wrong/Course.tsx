import type { Finding } from "@fyr/contract";
import { clock, moment } from "../../../ui/clock.ts";
import { linePath } from "../../../ui/line-path.ts";
import css from "./Course.module.css";
import { courseInWords, courseView } from "./course-words.ts";

const width = 1000;
const height = 40;

/** How what is wrong went: its line over all that was looked at, where it began, and how it usually is. */
export function Course({ finding, at }: { finding: Finding; at: string }) {
  const view = courseView(finding);
  if (view === undefined) return null;
  const { name, from, to, values, places, high, highText, usual, began } = view;
  const x = (ms: number) => ((ms - from) / (to - from)) * width;
  const y = (value: number) => height - (value / high) * height;
  const line = linePath(values, { width, height, low: 0, high }, places);
  return (
    <figure className={css.course} data-status={finding.status}>
      <figcaption className="visually-hidden">{courseInWords(view, at)}</figcaption>
      <span aria-hidden="true">
        {name}
        <span className={css.high}>up to {highText}</span>
      </span>
      <svg className={css.chart} viewBox={`0 -2 ${width} ${height + 4}`} preserveAspectRatio="none" aria-hidden="true">
        {began !== undefined && (
          <rect className={css.since} x={x(began)} y={-2} width={width - x(began)} height={height + 4} />
        )}
        {usual !== undefined && (
          <line className={css.usual} x1={0} x2={width} y1={y(usual)} y2={y(usual)} vectorEffect="non-scaling-stroke" />
        )}
        <path className={css.line} d={line} vectorEffect="non-scaling-stroke" />
      </svg>
      <div
        className={css.times}
        data-began={nearEnd(began === undefined ? undefined : x(began) / width)}
        aria-hidden="true"
      >
        <span>{moment(new Date(from).toISOString(), at)}</span>
        {began !== undefined && (
          <span className={css.began} style={{ "--began": `${(x(began) / width) * 100}%` } as React.CSSProperties}>
            {clock(began)}
          </span>
        )}
        <span>{moment(at, at)}</span>
      </div>
    </figure>
  );
}

/** Which end's time there is no room for beside the beginning. `part`: of the line, where it lies. */
function nearEnd(part: number | undefined): "start" | "end" | undefined {
  if (part === undefined) return undefined;
  if (part < 1 / 8) return "start";
  return part > 7 / 8 ? "end" : undefined;
}
