import { Segmented } from "../../../ui/Segmented.tsx";
import css from "./CanaryPresets.module.css";
import { type Draft, moveWeight, rangeOf } from "./draft.ts";

const presets = [0, 1, 5, 10, 25, 50, 100];

/** The usual steps of a rollout for one destination, as far as the rule's weights can say them whole. */
export function CanaryPresets(props: {
  draft: Draft;
  index: number;
  name: string;
  disabled: boolean;
  onDraft: (draft: Draft) => void;
}) {
  const { draft, index } = props;
  const { most, total } = rangeOf(draft, index);
  const choices = presets
    .map((percent) => ({ percent, weight: (percent * total) / 100 }))
    .filter(({ weight }) => Number.isInteger(weight))
    .map(({ percent, weight }) => ({ value: String(weight), name: `${percent} %`, disabled: weight > most }));
  const now = String(draft.weights[index]?.weight);
  return (
    <div className={css.line}>
      <span className={css.name}>{props.name} at</span>
      <Segmented
        label={`${props.name} at a usual step`}
        choices={choices}
        value={choices.find(({ value }) => value === now)?.value}
        disabled={props.disabled}
        onChoose={(weight) => props.onDraft(moveWeight(draft, index, Number(weight)))}
      />
    </div>
  );
}
