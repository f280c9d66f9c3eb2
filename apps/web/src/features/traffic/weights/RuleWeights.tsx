import type { RouteRule, Weight } from "@fyr/contract";
import { sameDestination, stableAndCanary } from "@fyr/routing";
import { StatusIcon } from "../../../ui/StatusIcon.tsx";
import { destinationColors } from "../route/destination-color.ts";
import { labelDestinations } from "../route/destination-label.ts";
import { BeforeAfter } from "./BeforeAfter.tsx";
import { CanaryPresets } from "./CanaryPresets.tsx";
import { type Draft, sumOf } from "./draft.ts";
import css from "./RuleCard.module.css";
import { WeightRow } from "./WeightRow.tsx";

interface RuleWeightsProps {
  readonly draft: Draft;
  readonly rule: RouteRule;
  readonly theirs: readonly Weight[] | undefined;
  readonly perSecond: number | undefined;
  readonly disabled: boolean;
  readonly onDraft: (draft: Draft) => void;
}

/** The weights of the rule that is open: moved here, and compared with how they stand. */
export function RuleWeights({ draft, rule, theirs, perSecond, disabled, onDraft }: RuleWeightsProps) {
  const labels = labelDestinations(draft.weights);
  const colors = destinationColors(draft.weights);
  const canary = stableAndCanary(draft.weights)?.canary;
  const sum = sumOf(draft.weights);
  return (
    <>
      <div className={css.weights}>
        {draft.weights.map((weight, index) => {
          const label = labels[index];
          return label === undefined ? null : (
            <WeightRow
              key={`${label.text} ${weight.port ?? ""}`}
              draft={draft}
              index={index}
              destination={rule.destinations.find((each) => sameDestination(each, weight))}
              label={label}
              color={colors[index] ?? "var(--stable)"}
              disabled={disabled}
              onDraft={onDraft}
            />
          );
        })}
        <div className={css.presets}>
          {canary !== undefined && (
            <CanaryPresets
              draft={draft}
              index={canary}
              name={labels[canary]?.short ?? ""}
              disabled={disabled}
              onDraft={onDraft}
            />
          )}
          <span className={css.sum}>
            sum <strong>{draft.total === 100 ? `${sum} %` : sum}</strong>
            {sum === draft.total && <StatusIcon status="healthy" label="" />}
          </span>
        </div>
      </div>
      <div className={css.bars}>
        <BeforeAfter draft={draft} theirs={theirs} perSecond={perSecond ?? 0} />
      </div>
    </>
  );
}
