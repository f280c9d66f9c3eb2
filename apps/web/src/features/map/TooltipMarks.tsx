import { LegendSign } from "./LegendSign.tsx";
import css from "./MapTooltip.module.css";
import type { SaidMark } from "./marks/said-marks.ts";

/** What border and badges say, each beside its sign. */
export function TooltipMarks({ marks }: { marks: readonly SaidMark[] }) {
  if (marks.length === 0) return null;
  return (
    <ul className={css.marks}>
      {marks.map(({ mark, words }) => (
        <li key={`${mark.kind} ${mark.of}`} className={css.mark}>
          <LegendSign mark={mark} />
          {words}
        </li>
      ))}
    </ul>
  );
}
