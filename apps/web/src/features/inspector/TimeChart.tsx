import { Suspense } from "react";
import type { Quantity } from "../../ui/format.ts";
import { loadLater } from "../../ui/load-later.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { type ChartPoint, chartInWords } from "./chart-data.ts";
import css from "./TimeChart.module.css";

const LineDrawing = loadLater(async () => (await import("./LineDrawing.tsx")).LineDrawing);

export type ChartTone = "plain" | "ok" | "warn" | "bad";

export interface TimeChartProps {
  /** What is drawn: "Success rate". */
  readonly name: string;
  readonly points: readonly ChartPoint[];
  readonly format: (value: number) => Quantity;
  readonly tone: ChartTone;
  /** px */
  readonly height: number;
  /** ms since epoch; the same for every chart of a panel. */
  readonly span: readonly [number, number];
  readonly axes?: boolean;
  /** Lowest and highest of the value axis; absent: from 0 to the highest. */
  readonly domain?: readonly [number, number];
  /** A dotted line to measure by. */
  readonly goal?: number;
  /** A point was pressed. ms since epoch. */
  readonly onPick: (at: number) => void;
}

/** A line over time. The library that draws it comes with the first one shown. */
export function TimeChart(props: TimeChartProps) {
  return (
    <figure className={css.figure} style={{ blockSize: props.height }}>
      <figcaption className="visually-hidden">{chartInWords(props.name, props.points, props.format)}</figcaption>
      <Suspense fallback={<Skeleton height={`${props.height}px`} />}>
        <LineDrawing {...props} />
      </Suspense>
    </figure>
  );
}
