import { type Draft, moveWeight, typedFault, typeWeight } from "./draft.ts";
import css from "./WeightField.module.css";

interface WeightFieldProps {
  readonly draft: Draft;
  readonly index: number;
  readonly name: string;
  readonly disabled: boolean;
  /** Where the fault is said. */
  readonly faultId: string;
  readonly onDraft: (draft: Draft) => void;
}

/** The number beside a slider. A text field: a number field would hide what was typed wrong. Arrows move by 1, pages by 10. */
export function WeightField({ draft, index, name, disabled, faultId, onDraft }: WeightFieldProps) {
  const weight = draft.weights[index]?.weight ?? 0;
  const percent = draft.total === 100;
  const faulty = typedFault(draft, index) !== undefined;
  function step(event: React.KeyboardEvent): void {
    const by = steps[event.key];
    if (by === undefined) return;
    event.preventDefault();
    onDraft(moveWeight(draft, index, weight + by));
  }
  return (
    <span className={css.field}>
      <input
        className={percent ? css.number : css.relative}
        inputMode="numeric"
        autoComplete="off"
        value={draft.typed[index] ?? String(weight)}
        disabled={disabled}
        aria-label={`${name} ${percent ? "in percent" : `of ${draft.total}`}`}
        aria-invalid={faulty}
        {...(faulty && { "aria-describedby": faultId })}
        onChange={(event) => onDraft(typeWeight(draft, index, event.currentTarget.value))}
        onKeyDown={step}
      />
      <span className={css.unit}>{percent ? "%" : `/ ${draft.total}`}</span>
    </span>
  );
}

const steps: Readonly<Record<string, number>> = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 };
