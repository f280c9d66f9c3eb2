import type { Quantity } from "./format.ts";
import css from "./Measure.module.css";

/** A number with its unit muted beside it. Absent is a dash, never 0, and "TCP" where nothing can be measured; `why` on hover. */
export function Measure({ quantity, why = "Not measured" }: { quantity: Quantity | undefined; why?: string }) {
  if (quantity === undefined) {
    return (
      <span className={css.absent} title={why}>
        {why.startsWith("TCP") ? "TCP" : <span aria-hidden="true">–</span>}
        <span className="visually-hidden"> {why}</span>
      </span>
    );
  }
  return (
    <span className={css.measure}>
      {quantity.value}
      {quantity.unit !== "" && <span className={css.unit}>&nbsp;{quantity.unit}</span>}
    </span>
  );
}
