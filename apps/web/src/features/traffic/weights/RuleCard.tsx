import type { RouteDestination, RouteRule, TrafficRoute, Weight } from "@fyr/contract";
import { sameRule } from "@fyr/routing";
import { Button } from "../../../ui/Button.tsx";
import { inWords, rate } from "../../../ui/format.ts";
import { labelDestinations } from "../route/destination-label.ts";
import { MatchWords } from "../route/MatchWords.tsx";
import { RouteLink } from "../route/RouteLink.tsx";
import { setShareTexts } from "../route/share-text.ts";
import { countedUnit, isMeasured, totalRate } from "../route/split-drift.ts";
import { type Draft, isMoved } from "./draft.ts";
import css from "./RuleCard.module.css";
import { RuleWeights } from "./RuleWeights.tsx";
import { ruleRuns } from "./rule-runs.ts";

interface RuleCardProps {
  readonly route: TrafficRoute;
  readonly draft: Draft;
  /** What stands on the cluster, where somebody moved it away from what the draft began with. */
  readonly theirs?: readonly Weight[] | undefined;
  readonly disabled: boolean;
  /** What before and after come to, in requests a second; absent where that is not known. */
  readonly perSecond: number | undefined;
  readonly onDraft: (draft: Draft) => void;
  /** Absent where only one rule splits, or in the compact editor. */
  readonly onChooseRule?: ((rule: RouteRule) => void) | undefined;
}

/** The rules in the order the proxies try them; one of them is open for moving. */
export function RuleCard(props: RuleCardProps) {
  const { rules } = props.route;
  const runs = ruleRuns(rules, (rule) => sameRule(rule.rule, props.draft.rule));
  return (
    <ol className={css.card} aria-label="Rules in order">
      {runs.map((run) => {
        const lines = run.rules.map((rule) => <RuleLine key={keyOf(rule)} {...props} rule={rule} />);
        return run.folded ? (
          <FoldedRules key={keyOf(run.rules[0])} from={rules.indexOf(run.rules[0])} lines={lines} />
        ) : (
          lines
        );
      })}
    </ol>
  );
}

/** Many rules with nothing to move, in one line until they are asked for. */
function FoldedRules({ from, lines }: { from: number; lines: readonly React.ReactNode[] }) {
  return (
    <li className={css.rule}>
      <details>
        <summary className={css.fold}>
          Rules {from + 1} to {from + lines.length} <span className={css.aside}>nothing to move · unchanged</span>
        </summary>
        <ol>{lines}</ol>
      </details>
    </li>
  );
}

function RuleLine({ rule, onChooseRule, ...card }: RuleCardProps & { rule: RouteRule }) {
  const { route, draft } = card;
  const open = sameRule(rule.rule, draft.rule);
  const isAlone = route.rules.length === 1;
  const moving = route.rules.findIndex((each) => sameRule(each.rule, draft.rule));
  return (
    <li className={css.rule}>
      <div className={css.head}>
        <span className={css.number}>Rule {route.rules.indexOf(rule) + 1}</span>
        <span className={css.words}>
          {rule.name !== undefined && <span className={css.name}>{rule.name}: </span>}
          <MatchWords rule={rule} />
        </span>
        <RuleAside
          rule={rule}
          open={open}
          isAlone={isAlone}
          busyWith={isMoved(draft) ? moving + 1 : undefined}
          {...(onChooseRule && { onChoose: () => onChooseRule(rule) })}
        />
      </div>
      {open && (
        <RuleWeights
          draft={draft}
          rule={rule}
          theirs={card.theirs}
          perSecond={card.perSecond}
          disabled={card.disabled}
          onDraft={card.onDraft}
        />
      )}
    </li>
  );
}

interface RuleAsideProps {
  readonly rule: RouteRule;
  readonly open: boolean;
  /** The only rule: what is measured is this rule's. */
  readonly isAlone: boolean;
  /** Number of the rule whose draft would be lost by opening another. */
  readonly busyWith: number | undefined;
  readonly onChoose?: () => void;
}

function RuleAside({ rule, open, isAlone, busyWith, onChoose }: RuleAsideProps) {
  if (open) {
    const perSecond = isMeasured(rule) ? totalRate(rule) : 0;
    const together = isAlone ? "" : ", all rules together";
    const counted = inWords({ ...rate(perSecond), unit: countedUnit(rule) });
    return <span className={css.aside}>{perSecond > 0 && `${counted}${together}`}</span>;
  }
  if (rule.delegate !== undefined) {
    return (
      <span className={css.aside}>
        its weights are in <RouteLink route={rule.delegate}>{rule.delegate.name}</RouteLink>
      </span>
    );
  }
  if (rule.splits && onChoose) {
    return busyWith === undefined ? (
      <Button onClick={onChoose}>Move weights</Button>
    ) : (
      <span className={css.aside}>apply or discard rule {busyWith} first</span>
    );
  }
  return <span className={css.aside}>{destinationsInWords(rule.destinations)} · unchanged</span>;
}

function destinationsInWords(destinations: readonly RouteDestination[]): string {
  const percents = setShareTexts(destinations.map(({ configuredShare }) => configuredShare));
  return labelDestinations(destinations)
    .map(({ short }, index) => `${short} ${percents[index]} %`)
    .join(", ");
}

function keyOf({ rule }: RouteRule): string {
  return `${rule.protocol} ${rule.index}`;
}
