import type { RouteDestination } from "@fyr/contract";
import { IconLock, IconLockOpen } from "@tabler/icons-react";
import { useId } from "react";
import { IconButton } from "../../ui/IconButton.tsx";
import { DestinationName } from "./DestinationName.tsx";
import type { DestinationLabel } from "./destination-label.ts";
import { type Draft, isHeld, moveWeight, toggleLock, typedFault, typeWeight } from "./draft.ts";
import css from "./WeightRow.module.css";
import { WeightSlider } from "./WeightSlider.tsx";

interface WeightRowProps {
  readonly draft: Draft;
  readonly index: number;
  readonly destination: RouteDestination;
  readonly label: DestinationLabel;
  readonly color: string;
  readonly disabled: boolean;
  readonly onDraft: (draft: Draft) => void;
}

/** One destination: what it is, a slider and a number that say the same, and a lock. */
export function WeightRow({ draft, index, destination, label, color, disabled, onDraft }: WeightRowProps) {
  const faultId = useId();
  const weight = draft.weights[index]?.weight ?? 0;
  const was = draft.basis.weights[index]?.weight ?? 0;
  const fault = typedFault(draft, index);
  const held = disabled || isHeld(draft, index);
  const locked = draft.locked === index;
  return (
    <div className={css.row}>
      <div className={css.who}>
        <DestinationName label={label} color={color} />
        <span className={css.pods}>{podsInWords(destination)}</span>
      </div>
      <WeightSlider
        name={label.text}
        value={weight}
        total={draft.total}
        was={was}
        color={color}
        disabled={held}
        onMove={(value) => onDraft(moveWeight(draft, index, value))}
      />
      <span className={css.field}>
        <input
          className={draft.total === 100 ? css.number : css.relative}
          inputMode="numeric"
          autoComplete="off"
          value={draft.typed[index] ?? String(weight)}
          disabled={held}
          aria-label={`${label.text} ${draft.total === 100 ? "in percent" : `of ${draft.total}`}`}
          aria-invalid={fault !== undefined}
          {...(fault !== undefined && { "aria-describedby": faultId })}
          onChange={(event) => onDraft(typeWeight(draft, index, event.currentTarget.value))}
          onKeyDown={(event) => {
            const step = stepOf(event.key);
            if (step === undefined) return;
            event.preventDefault();
            onDraft(moveWeight(draft, index, weight + step));
          }}
        />
        <span className={css.unit}>{draft.total === 100 ? "%" : `/ ${draft.total}`}</span>
      </span>
      <span className={css.delta}>{deltaInWords(weight - was, draft.total)}</span>
      <IconButton
        label={locked ? `Unlock ${label.text}` : `Lock ${label.text}`}
        aria-pressed={locked}
        className={locked ? css.locked : undefined}
        disabled={disabled}
        onClick={() => onDraft(toggleLock(draft, index))}
      >
        {locked ? <IconLock size={15} stroke={1.6} /> : <IconLockOpen size={15} stroke={1.6} />}
      </IconButton>
      {fault !== undefined && (
        <p id={faultId} className={css.fault} role="alert">
          {fault}
        </p>
      )}
    </div>
  );
}

function stepOf(key: string): number | undefined {
  if (key === "ArrowUp") return 1;
  if (key === "ArrowDown") return -1;
  if (key === "PageUp") return 10;
  return key === "PageDown" ? -10 : undefined;
}

function podsInWords({ pods }: RouteDestination): string {
  if (pods === undefined) return "pods not known";
  return pods.total === 0 ? "no pods" : `${pods.ready} of ${pods.total} pods ready`;
}

function deltaInWords(difference: number, total: number): string {
  if (difference === 0) return "";
  const sign = difference > 0 ? "+" : "−";
  return `${sign}${Math.abs(difference)}${total === 100 ? " pts" : ""}`;
}
