import type { Quantity } from "../../ui/format.ts";
import { Measure } from "../../ui/Measure.tsx";
import css from "./Numbers.module.css";

export interface NamedNumber {
  readonly name: string;
  readonly quantity: Quantity | undefined;
  /** What it is: meaning, window, who measured. */
  readonly about: string;
  /** Why it is absent, as a sentence for the hover. */
  readonly why?: string;
  /** The same in a word or two, in its place: "callee not timed". */
  readonly short?: string;
}

/** Numbers with their names above, two or three in a row. */
export function Numbers({ numbers }: { numbers: readonly NamedNumber[] }) {
  return (
    <dl className={css.numbers}>
      {numbers.map(({ name, quantity, about, why = "Not measured", short }) => (
        <div key={name} title={quantity === undefined ? why : about}>
          <dt className={css.name}>{name}</dt>
          <dd className={css.value}>
            {quantity === undefined && short !== undefined ? (
              <span className={css.short}>
                {short}
                <span className="visually-hidden">. {why}</span>
              </span>
            ) : (
              <Measure quantity={quantity} why={why} />
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
