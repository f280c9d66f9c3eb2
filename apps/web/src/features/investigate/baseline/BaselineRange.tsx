import { useState } from "react";
import { Button } from "../../../ui/Button.tsx";
import { zoneOffsetMs } from "../../../ui/clock.ts";
import { instantOfWall, wallOf } from "../../../ui/wall-clock.ts";
import css from "./Baselines.module.css";
import type { Baseline } from "./baseline.ts";

/** A range to the second, in the zone on screen. */
export function BaselineRange(props: {
  baseline: Baseline;
  onChoose: (before: string, windowSeconds: number) => void;
}) {
  const { baseline, onChoose } = props;
  const end = baseline.before === undefined ? Date.now() - 3_600_000 : Date.parse(baseline.before);
  const [from, setFrom] = useState(() => wallInput(end - baseline.windowSeconds * 1000));
  const [to, setTo] = useState(() => wallInput(end));
  const [fromMs, toMs] = [instantOfInput(from), instantOfInput(to)];
  const seconds = fromMs === undefined || toMs === undefined ? 0 : Math.round((toMs - fromMs) / 1000);
  const fault =
    fromMs === undefined || toMs === undefined
      ? "Both ends are needed."
      : seconds < 1
        ? "It has to end after it begins."
        : toMs > Date.now()
          ? "It has to be over."
          : undefined;
  return (
    <form
      className={css.range}
      onSubmit={(event) => {
        event.preventDefault();
        if (fault === undefined && toMs !== undefined) onChoose(new Date(toMs).toISOString(), seconds);
      }}
    >
      <Field name="From" value={from} onChange={setFrom} />
      <Field name="To" value={to} onChange={setTo} />
      <output className={css.fault}>{fault}</output>
      <Button type="submit" kind="primary" disabled={fault !== undefined}>
        Compare
      </Button>
    </form>
  );
}

function Field({ name, value, onChange }: { name: string; value: string; onChange: (value: string) => void }) {
  return (
    <label className={css.field}>
      {name}
      <input
        type="datetime-local"
        step={1}
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
