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

/** Where a line is in trouble: it takes this tone there, and only there. */
interface Trouble {
  readonly tone: "warn" | "bad";
  readonly holds: (value: number) => boolean;
}

export interface ChartLook {
  readonly format: (value: number) => Quantity;
  /** Of the line where it is in no trouble. */
  readonly tone: "plain" | "ok";
  readonly trouble?: Trouble | undefined;
  /** What is tinted: from the line down to 0, or up to the whole it falls short of. */
  readonly fill: "below" | "above";
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
