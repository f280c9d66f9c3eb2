import { Suspense } from "react";
import type { Quantity } from "../../ui/format.ts";
import { loadLater } from "../../ui/load-later.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { type ChartPoint, chartInWords } from "./chart-data.ts";
import css from "./TimeChart.module.css";

const LineDrawing = loadLater(async () => (await import("./LineDrawing.tsx")).LineDrawing);

export type ChartTone = "plain" | "ok" | "warn" | "bad";

/** What all charts of a panel have in common. */
export interface ChartFrame {
  /** ms since epoch; the same for every chart. */
  readonly span: readonly [number, number];
  /** When the problem on screen began, ms since epoch; marked where it lies within the span. */
  readonly began: number | undefined;
  /** A point was pressed. ms since epoch. */
  readonly onPick: (at: number) => void;
}

export interface ChartLook {
  readonly format: (value: number) => Quantity;
  readonly tone: ChartTone;
  /** px */
  readonly height: number;
  readonly axes?: boolean;
  /** Lowest and highest of the value axis; absent: from 0 to the highest. */
  readonly domain?: readonly [number, number];
  /** A dotted line to measure by. */
  readonly goal?: number;
}

export interface TimeChartProps {
  /** What is drawn: "Success rate". */
  readonly name: string;
  readonly points: readonly ChartPoint[];
  readonly look: ChartLook;
  readonly frame: ChartFrame;
}

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
