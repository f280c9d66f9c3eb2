import type { GuardForm } from "./guard-form.ts";
import css from "./LimitFields.module.css";

interface LimitFieldsProps {
  readonly form: GuardForm;
  /** A plan has minutes of its own for every step. */
  readonly withMinutes: boolean;
  readonly onForm: (form: GuardForm) => void;
}

/** The limits of a guard as fields in a row. */
export function LimitFields({ form, withMinutes, onForm }: LimitFieldsProps) {
  const field = (name: keyof GuardForm, label: string, unit: string) => (
    <label className={css.field}>
      <span>{label}</span>
      <span className={css.value}>
        <input
          className={css.input}
          inputMode="decimal"
          autoComplete="off"
          value={form[name]}
          onChange={(event) => onForm({ ...form, [name]: event.currentTarget.value })}
        />
        {unit}
      </span>
    </label>
  );
  return (
    <div className={css.fields}>
      {withMinutes && field("minutes", "For", "min")}
      {field("success", "Success rate at least", "%")}
      {field("p99", "p99 at most", "ms")}
      {field("requests", "Judged from", "requests")}
    </div>
  );
}
