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
  const weights = presets.map((percent) => ({ percent, weight: (percent * total) / 100 }));
  const at = draft.weights[index]?.weight;
  return (
    <div className={css.line}>
      <span className={css.name}>{props.name} at</span>
      <fieldset className={css.group} disabled={props.disabled}>
        <legend className="visually-hidden">{props.name} at a usual step</legend>
        {weights
          .filter(({ weight }) => Number.isInteger(weight))
          .map(({ percent, weight }) => (
            <button
              key={percent}
              type="button"
              className={css.preset}
              aria-pressed={weight === at}
              disabled={weight > most}
              onClick={() => props.onDraft(moveWeight(draft, index, weight))}
            >
              {percent} %
            </button>
          ))}
      </fieldset>
    </div>
  );
}
