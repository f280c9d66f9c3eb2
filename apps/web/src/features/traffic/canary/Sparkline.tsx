import { Line, LineChart, XAxis, YAxis } from "recharts";
import type { SparkPoint } from "./spark-points.ts";

const width = 148;
const height = 30;

/**
 * Stable and canary over time in one small picture. The numbers stand in the row: it is decoration for a reader.
 * Less than `leastRange` from top to bottom is not stretched over the whole height.
 */
export function Sparkline({ points, leastRange = 0 }: { points: readonly SparkPoint[]; leastRange?: number }) {
  return (
    <div aria-hidden="true">
      <LineChart
        accessibilityLayer={false}
        width={width}
        height={height}
        data={[...points]}
        margin={{ top: 3, right: 3, bottom: 3, left: 1 }}
      >
        <XAxis dataKey="time" type="number" domain={["dataMin", "dataMax"]} hide />
        <YAxis domain={([least, most]) => [Math.min(least, most - leastRange), most]} hide />
        <Line dataKey="stable" stroke="var(--stable)" strokeWidth={1.5} dot={false} isAnimationActive={false} />
        <Line dataKey="canary" stroke="var(--canary)" strokeWidth={1.5} dot={false} isAnimationActive={false} />
      </LineChart>
    </div>
  );
}
