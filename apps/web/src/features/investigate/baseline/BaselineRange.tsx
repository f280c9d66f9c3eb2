import { useState } from "react";
import { Button } from "../../../ui/Button.tsx";
import { zoneOffsetMs } from "../../../ui/clock.ts";
import { instantOfWall, wallOf } from "../../../ui/wall-clock.ts";
import css from "./Baselines.module.css";
import type { Baseline } from "./baseline.ts";
import { keptInWords } from "./kept-words.ts";

/** A range to the second, in the zone on screen. */
export function BaselineRange(props: {
  baseline: Baseline;
  /** Where samples begin, RFC 3339. */
  historyFrom: string | undefined;
  onChoose: (before: string, windowSeconds: number) => void;
}) {
  const { baseline, historyFrom, onChoose } = props;
  const end = baseline.before === undefined ? Date.now() - 3_600_000 : Date.parse(baseline.before);
  const [from, setFrom] = useState(() => wallInput(end - baseline.windowSeconds * 1000));
  const [to, setTo] = useState(() => wallInput(end));
  const [fromMs, toMs] = [instantOfInput(from), instantOfInput(to)];
  const seconds = fromMs === undefined || toMs === undefined ? 0 : Math.round((toMs - fromMs) / 1000);
  const fault = faultOf(fromMs, toMs, seconds, historyFrom);
  return (
    <form
      className={css.range}
      onSubmit={(event) => {
        event.preventDefault();
        if (fault === undefined && toMs !== undefined) onChoose(new Date(toMs).toISOString(), seconds);
      }}
    >
      <Field name="From" value={from} earliest={historyFrom} onChange={setFrom} />
      <Field name="To" value={to} earliest={historyFrom} onChange={setTo} />
      <output className={css.fault}>{fault}</output>
      <Button type="submit" kind="primary" disabled={fault !== undefined}>
        Compare
      </Button>
    </form>
  );
}

/** Why a range cannot be compared with. Ms since epoch. */
function faultOf(
  fromMs: number | undefined,
  toMs: number | undefined,
  seconds: number,
  historyFrom: string | undefined,
): string | undefined {
  if (fromMs === undefined || toMs === undefined) return "Both ends are needed.";
  if (seconds < 1) return "It has to end after it begins.";
  if (toMs > Date.now()) return "It has to be over.";
  if (historyFrom !== undefined && fromMs < Date.parse(historyFrom)) return `${keptInWords(historyFrom, Date.now())}.`;
  return undefined;
}

function Field(props: {
  name: string;
  value: string;
  earliest: string | undefined;
  onChange: (value: string) => void;
}) {
  const { name, value, earliest, onChange } = props;
  return (
    <label className={css.field}>
      {name}
      <input
        type="datetime-local"
        step={1}
        {...(earliest !== undefined && { min: wallInput(Date.parse(earliest)) })}
        value={value}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
    </label>
  );
}

function wallInput(ms: number): string {
  return new Date(wallOf(ms, zoneOffsetMs)).toISOString().slice(0, 19);
}

function instantOfInput(text: string): number | undefined {
  const wall = Date.parse(`${text}Z`);
  return Number.isNaN(wall) ? undefined : instantOfWall(wall, zoneOffsetMs).at;
}
