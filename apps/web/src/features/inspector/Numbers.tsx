import type { Quantity } from "../../ui/format.ts";
import { Measure } from "../../ui/Measure.tsx";
import css from "./Numbers.module.css";

export interface NamedNumber {
  readonly name: string;
  readonly quantity: Quantity | undefined;
  /** What it is, or why it is absent: unit, window, who measured. */
  readonly about: string;
}

/** A row of numbers with their names above. */
export function Numbers({ numbers }: { numbers: readonly NamedNumber[] }) {
  return (
    <dl className={css.numbers}>
      {numbers.map(({ name, quantity, about }) => (
        <div key={name} title={about}>
          <dt className={css.name}>{name}</dt>
          <dd className={css.value}>
            <Measure quantity={quantity} why={about} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
