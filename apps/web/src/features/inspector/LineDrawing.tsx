import { Area, AreaChart, ReferenceDot, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { clock, moment } from "../../ui/clock.ts";
import { inWords, type Quantity } from "../../ui/format.ts";
import { onlyWhere } from "./chart-data.ts";
import css from "./TimeChart.module.css";
import type { ChartFrame, ChartLook, ChartTone, TimeChartProps } from "./time-chart-props.ts";

const colours: Readonly<Record<ChartTone, string>> = {
  plain: "var(--stable)",
  ok: "var(--ok)",
  warn: "var(--warn)",
  bad: "var(--bad)",
};

const tick = { fill: "var(--t3)", fontSize: 10 };

/** Drawn by recharts; everything said about it stands in TimeChart. */
export function LineDrawing(props: TimeChartProps) {
  const { name, points, look, frame } = props;
  const { axes = false, domain, goal, format, trouble } = look;
  const { span, began, onPick } = frame;
  const troubled = trouble && onlyWhere(points, trouble.holds);
  const rows = points.map((point, index) => ({ ...point, troubled: troubled?.[index]?.value ?? null }));
  const middle = (span[0] + span[1]) / 2;
  return (
    <ResponsiveContainer width="100%" height="100%" minWidth={0}>
      <AreaChart
        data={rows}
        margin={{ top: 4, right: 4, bottom: 0, left: 0 }}
        accessibilityLayer={false}
        onClick={({ activeLabel }) => {
          if (activeLabel !== undefined) onPick(Number(activeLabel));
        }}
      >
        <XAxis
          dataKey="at"
          type="number"
          domain={[span[0], span[1]]}
          hide={!axes}
          ticks={[span[0], middle, span[1]]}
          tickFormatter={(at: number) => moment(at, at)}
          tick={tick}
          tickLine={false}
          axisLine={{ stroke: "var(--line)" }}
          height={16}
          interval="preserveStartEnd"
        />
        <YAxis
          hide={!axes}
          width={38}
          domain={domain ? [...domain] : [0, "auto"]}
          allowDataOverflow
          tickCount={2}
          tickFormatter={(value: number) => axisWords(format(value))}
          tick={tick}
          tickLine={false}
          axisLine={false}
        />
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: "var(--t3)", strokeDasharray: "2 2" }}
          content={({ active, payload, label }) => {
            const value = payload?.[0]?.value;
            if (!active || typeof value !== "number") return null;
            return (
              <div className={css.tooltip}>
                <span className={css.time}>{clock(Number(label))}</span> {inWords(format(value))}
              </div>
            );
          }}
        />
        {began !== undefined && isWithin(began, span) && (
          <ReferenceLine x={began} stroke="var(--bad)" strokeDasharray="3 2" strokeOpacity={0.8} />
        )}
        {goal !== undefined && <ReferenceLine y={goal} stroke="var(--t3)" strokeDasharray="1 3" />}
        <Area {...drawnAs(look, look.tone)} dataKey="value" name={name} />
        {trouble && <Area {...drawnAs(look, trouble.tone)} dataKey="troubled" activeDot={false} />}
        {endOf(points, look)}
      </AreaChart>
    </ResponsiveContainer>
  );
}

/** Tinted towards 0, or towards the whole it falls short of. */
function drawnAs({ fill, domain }: ChartLook, tone: ChartTone) {
  const colour = colours[tone];
  return {
    type: "linear",
    stroke: colour,
    strokeWidth: 1.5,
    fill: colour,
    fillOpacity: tone === "plain" || tone === "ok" ? 0.08 : 0.22,
    dot: false,
    activeDot: { r: 3, strokeWidth: 0 },
    isAnimationActive: false,
    connectNulls: false,
    ...(fill === "above" && { baseValue: domain?.[1] ?? 1 }),
  } as const;
}

/** A dot on the number that stands beside the chart. */
function endOf(points: TimeChartProps["points"], { tone, trouble }: ChartLook) {
  const end = points.at(-1);
  if (end === undefined || end.value === null) return null;
  const colour = colours[trouble?.holds(end.value) ? trouble.tone : tone];
  return <ReferenceDot x={end.at} y={end.value} r={2.5} fill={colour} stroke="none" />;
}

function isWithin(at: number, [from, to]: ChartFrame["span"]): boolean {
  return at >= from && at <= to;
}

/** Short enough for the axis: "100 %", "1.2 s", "5 kB"; what the title says is left out. */
function axisWords({ value, unit }: Quantity): string {
  if (unit === "req/s") return value;
  return inWords({ value: value.replace(/\.0$/, ""), unit: unit.replace("/s", "") }).replace(" ", "\u202f");
}
