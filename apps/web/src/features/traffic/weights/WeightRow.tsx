import type { RouteDestination } from "@fyr/contract";
import { IconLock, IconLockOpen } from "@tabler/icons-react";
import { useId } from "react";
import { IconButton } from "../../../ui/IconButton.tsx";
import { DestinationName } from "../route/DestinationName.tsx";
import type { DestinationLabel } from "../route/destination-label.ts";
import { type Draft, isHeld, moveWeight, toggleLock, typedFault, wasWeights } from "./draft.ts";
import { WeightField } from "./WeightField.tsx";
import css from "./WeightRow.module.css";
import { WeightSlider } from "./WeightSlider.tsx";

interface WeightRowProps {
  readonly draft: Draft;
  readonly index: number;
  /** As it is on the cluster; absent when it is not there any more. */
  readonly destination: RouteDestination | undefined;
  readonly label: DestinationLabel;
  readonly color: string;
  readonly disabled: boolean;
  readonly onDraft: (draft: Draft) => void;
}

/** One destination: what it is, a slider and a number that say the same, and a lock. */
export function WeightRow({ draft, index, destination, label, color, disabled, onDraft }: WeightRowProps) {
  const faultId = useId();
  const weight = draft.weights[index]?.weight ?? 0;
  const was = wasWeights(draft)[index]?.weight ?? 0;
  const fault = typedFault(draft, index);
  const held = disabled || isHeld(draft, index);
  return (
    <div className={css.row}>
      <div className={css.who}>
        <DestinationName label={label} color={color} />
        <span className={css.pods}>{podsInWords(destination?.pods)}</span>
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
      <WeightField draft={draft} index={index} name={label.text} disabled={held} faultId={faultId} onDraft={onDraft} />
      <span className={css.delta}>{deltaInWords(weight - was, draft.total)}</span>
      <LockButton
        name={label.text}
        locked={draft.locked === index}
        disabled={disabled}
        onToggle={() => onDraft(toggleLock(draft, index))}
      />
      {fault !== undefined && (
        <p id={faultId} className={css.fault} role="alert">
          {fault}
        </p>
      )}
    </div>
  );
}

function LockButton(props: { name: string; locked: boolean; disabled: boolean; onToggle: () => void }) {
  const { name, locked, disabled, onToggle } = props;
  return (
    <IconButton
      label={locked ? `Unlock ${name}` : `Lock ${name}`}
      aria-pressed={locked}
      className={locked ? css.locked : undefined}
      disabled={disabled}
      onClick={onToggle}
    >
      {locked ? <IconLock size={15} stroke={1.6} /> : <IconLockOpen size={15} stroke={1.6} />}
    </IconButton>
  );
}

function podsInWords(pods: RouteDestination["pods"]): string {
  if (pods === undefined) return "pods not known";
  return pods.total === 0 ? "no pods" : `${pods.ready} of ${pods.total} pods ready`;
}

function deltaInWords(difference: number, total: number): string {
  if (difference === 0) return "";
  const sign = difference > 0 ? "+" : "−";
  return `${sign}${Math.abs(difference)}${total === 100 ? " pts" : ""}`;
}
