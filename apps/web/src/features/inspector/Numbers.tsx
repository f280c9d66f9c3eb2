import type { Quantity } from "../../ui/format.ts";
import { Measure } from "../../ui/Measure.tsx";
import css from "./Numbers.module.css";

export interface NamedNumber {
  readonly name: string;
  readonly quantity: Quantity | undefined;
  /** What it is: meaning, window, who measured. */
  readonly about: string;
  /** Why it is absent. */
  readonly why?: string;
}

/** A row of numbers with their names above. */
export function Numbers({ numbers }: { numbers: readonly NamedNumber[] }) {
  return (
    <dl className={css.numbers}>
      {numbers.map(({ name, quantity, about, why = "Not measured" }) => (
        <div key={name} title={quantity === undefined ? why : about}>
          <dt className={css.name}>{name}</dt>
          <dd className={css.value}>
            <Measure quantity={quantity} why={why} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
