import { Line, LineChart, XAxis, YAxis } from "recharts";
import type { SparkPoint } from "./spark-points.ts";

const width = 148;
const height = 30;

/** Stable and canary over time in one small picture. The numbers stand in the row: it is decoration for a reader. */
export function Sparkline({ points }: { points: readonly SparkPoint[] }) {
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
        <YAxis domain={["dataMin", "dataMax"]} hide />
        <Line dataKey="stable" stroke="var(--stable)" strokeWidth={1.5} dot={false} isAnimationActive={false} />
        <Line dataKey="canary" stroke="var(--canary)" strokeWidth={1.5} dot={false} isAnimationActive={false} />
      </LineChart>
    </div>
  );
}
