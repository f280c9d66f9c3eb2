import { Skeleton } from "../../ui/Skeleton.tsx";
import { type ChartPoint, chartPoints, endingWith, type Points } from "./chart-data.ts";
import css from "./OverTime.module.css";
import { TimeChart } from "./TimeChart.tsx";
import type { ChartLook } from "./time-chart-props.ts";
import type { History } from "./use-history.ts";

/** One line of a history. `end`: the number that stands beside it. */
export function HistoryChart(props: {
  name: string;
  values: Points | undefined;
  history: History;
  look: ChartLook;
  end?: ChartPoint | undefined;
}) {
  const { name, values, history, look, end } = props;
  const { series, error, began, onPick } = history;
  if (history.isUnkept) return <p className={css.absent}>Nothing is kept of this time</p>;
  if (series === undefined) {
    return error === null ? <Skeleton height={`${look.height}px`} /> : <p className={css.absent}>No answer</p>;
  }
  if (values === undefined) return <p className={css.absent}>Not measured</p>;
  const points = endingWith(chartPoints(series, values), end);
  if (points.every(({ value }) => value === null)) return <p className={css.absent}>Nothing measured in this time</p>;
  const span = [Date.parse(series.from), Math.max(Date.parse(series.to), end?.at ?? 0)] as const;
  return <TimeChart name={name} points={points} look={look} frame={{ span, began, onPick }} />;
}
