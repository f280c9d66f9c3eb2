import type { TopologyEdge, TopologyNode } from "@fyr/contract";
import { classNames } from "./class-names.ts";
import { bareRate, byteRate, duration, type Quantity } from "./format.ts";
import { Measure } from "./Measure.tsx";
import css from "./NumberCell.module.css";
import { type NumberTone, percentileTone } from "./number-tone.ts";
import { fewInWords, type Percentile, requestsBehind } from "./requests-behind.ts";

/** A number of a table's row. `why`: it is absent. `about`: on hover. */
export function NumberCell(props: {
  of: number | undefined;
  format: (value: number) => Quantity;
  why: string;
  tone?: NumberTone;
  about?: string;
}) {
  const { of, format, why, tone = "plain", about } = props;
  return (
    <span className={classNames(css[tone])} title={about}>
      <Measure quantity={of === undefined ? undefined : format(of)} why={why} />
    </span>
  );
}

/** Requests a second under a heading that says so; of TCP, which has none, what it carries. */
export function RateCell(props: { requests: number | undefined; bytes: number | undefined; why: string }) {
  const { requests, bytes, why } = props;
  if (requests !== undefined || bytes === undefined) return <NumberCell of={requests} format={bareRate} why={why} />;
  return <NumberCell of={bytes} format={byteRate} why={why} about="Bytes a second, both ways: TCP has no requests" />;
}

/** A percentile toned as everywhere, with how many requests it stands on where they are few. */
export function PercentileCell(props: {
  name: Percentile;
  of: Pick<TopologyEdge, "latencyMs" | "requestsPerSecond"> | TopologyNode["inbound"];
  health: TopologyNode["health"];
  windowSeconds: number;
  why: string;
}) {
  const { name, of, health, windowSeconds, why } = props;
  const ms = of.latencyMs?.[name];
  const requests = requestsBehind(of.requestsPerSecond, windowSeconds);
  const tone =
    ms === undefined ? "plain" : percentileTone(name, ms, { usual: of.latencyMs?.usual?.[name], health, requests });
  return (
    <NumberCell
      of={ms}
      format={duration}
      why={why}
      tone={tone}
      {...(tone === "few" && requests !== undefined && { about: `Of ${fewInWords(requests, windowSeconds)}` })}
    />
  );
}
