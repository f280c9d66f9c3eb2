import type { Quantity } from "./format.ts";
import css from "./Measure.module.css";

/** A number with its unit muted beside it. Absent is "not measured", never 0; `why` says so on hover. */
export function Measure({ quantity, why = "Not measured" }: { quantity: Quantity | undefined; why?: string }) {
  if (quantity === undefined) {
    return (
      <span className={css.absent} title={why}>
        –<span className="visually-hidden">{why}</span>
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
