import type { RouteDestination, RouteRule, TrafficRoute } from "@fyr/contract";
import { sameDestination } from "@fyr/routing";
import { Button } from "../../ui/Button.tsx";
import { inWords, rate } from "../../ui/format.ts";
import { StatusIcon } from "../../ui/StatusIcon.tsx";
import { BeforeAfter } from "./BeforeAfter.tsx";
import { CanaryPresets } from "./CanaryPresets.tsx";
import { destinationColors } from "./destination-color.ts";
import { labelDestinations } from "./destination-label.ts";
import { type Draft, isSameRule, sumOf } from "./draft.ts";
import { MatchWords } from "./MatchWords.tsx";
import css from "./RuleCard.module.css";
import { totalRate } from "./split-drift.ts";
import { stableAndCanary } from "./stable-and-canary.ts";
import { WeightRow } from "./WeightRow.tsx";

interface RuleCardProps {
  readonly route: TrafficRoute;
  readonly draft: Draft;
  readonly disabled: boolean;
  readonly onDraft: (draft: Draft) => void;
  /** Absent where only one rule splits, or in the compact editor. */
  readonly onChooseRule?: ((rule: RouteRule) => void) | undefined;
}

/** The rules in the order the proxies try them; one of them is open for moving. */
export function RuleCard({ route, draft, disabled, onDraft, onChooseRule }: RuleCardProps) {
  return (
    <ol className={css.card} aria-label="Rules in order">
      {route.rules.map((rule, index) => (
        <li key={`${rule.rule.protocol} ${rule.rule.index}`} className={css.rule}>
          <div className={css.head}>
            <span className={css.number}>Rule {index + 1}</span>
            <span className={css.words}>
              {rule.name !== undefined && <span className={css.name}>{rule.name}: </span>}
              <MatchWords rule={rule} />
            </span>
            <RuleAside
              route={route}
              rule={rule}
              open={isSameRule(rule.rule, draft.rule)}
              {...(onChooseRule && { onChoose: () => onChooseRule(rule) })}
            />
          </div>
          {isSameRule(rule.rule, draft.rule) && (
            <Weights draft={draft} rule={rule} disabled={disabled} onDraft={onDraft} />
          )}
        </li>
      ))}
    </ol>
  );
}

function RuleAside(props: { route: TrafficRoute; rule: RouteRule; open: boolean; onChoose?: () => void }) {
  const { route, rule, open, onChoose } = props;
  if (open) {
    const perSecond = totalRate(rule);
    const together = route.rules.length > 1 ? ", all rules together" : "";
    return <span className={css.aside}>{perSecond > 0 && `${inWords(rate(perSecond))}${together}`}</span>;
  }
  if (rule.splits && onChoose) return <Button onClick={onChoose}>Move weights</Button>;
  return <span className={css.aside}>{destinationsInWords(rule.destinations)} · unchanged</span>;
}

function Weights(props: { draft: Draft; rule: RouteRule; disabled: boolean; onDraft: (draft: Draft) => void }) {
  const { draft, rule, disabled, onDraft } = props;
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
        <BeforeAfter draft={draft} rule={rule} />
      </div>
    </>
  );
}

function destinationsInWords(destinations: readonly RouteDestination[]): string {
  const labels = labelDestinations(destinations);
  return destinations
    .map(({ configuredShare }, index) => `${labels[index]?.short} ${Number((configuredShare * 100).toFixed(1))} %`)
    .join(", ");
}
