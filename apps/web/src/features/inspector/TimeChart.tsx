import { Suspense } from "react";
import { loadLater } from "../../ui/load-later.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { chartInWords } from "./chart-data.ts";
import css from "./TimeChart.module.css";
import type { TimeChartProps } from "./time-chart-props.ts";

const LineDrawing = loadLater(async () => (await import("./LineDrawing.tsx")).LineDrawing);

/** A line over time. The library that draws it comes with the first one shown. */
export function TimeChart(props: TimeChartProps) {
  const { name, points, look } = props;
  return (
    <figure className={css.figure} style={{ blockSize: look.height }}>
      <figcaption className="visually-hidden">{chartInWords(name, points, look.format)}</figcaption>
      <Suspense fallback={<Skeleton height={`${look.height}px`} />}>
        <LineDrawing {...props} />
      </Suspense>
    </figure>
  );
}
