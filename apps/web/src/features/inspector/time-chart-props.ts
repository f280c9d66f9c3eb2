import type { Quantity } from "../../ui/format.ts";
import type { ChartPoint } from "./chart-data.ts";

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
