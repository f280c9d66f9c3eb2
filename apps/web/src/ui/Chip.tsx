import css from "./Chip.module.css";
import { classNames } from "./class-names.ts";

export type Tone = "plain" | "ok" | "warn" | "bad" | "outline";

/** A short word or number set apart: a version, a count, a state. */
export function Chip({ tone = "plain", children }: { tone?: Tone; children: React.ReactNode }) {
  return <span className={classNames(css.chip, css[tone])}>{children}</span>;
}
