import css from "./WeightSlider.module.css";

interface WeightSliderProps {
  readonly name: string;
  readonly value: number;
  readonly total: number;
  /** Where it stands on the cluster. */
  readonly was: number;
  readonly color: string;
  readonly disabled: boolean;
  readonly onMove: (value: number) => void;
}

/** A native range: arrows move by 1, PageUp and PageDown by a tenth, Home and End to the ends. */
export function WeightSlider({ name, value, total, was, color, disabled, onMove }: WeightSliderProps) {
  const variables = { "--at": value / total, "--was": was / total, "--fill": color } as React.CSSProperties;
  const unit = total === 100 ? "%" : `of ${total}`;
  return (
    <div className={css.slider} style={variables}>
      <input
        type="range"
        className={css.range}
        min={0}
        max={total}
        step={1}
        value={value}
        disabled={disabled}
        aria-label={name}
        aria-valuetext={value === was ? `${value} ${unit}` : `${value} ${unit}, was ${was}`}
        onChange={(event) => onMove(event.currentTarget.valueAsNumber)}
      />
      {value !== was && (
        <span className={css.was} aria-hidden="true">
          was {was}
        </span>
      )}
    </div>
  );
}
