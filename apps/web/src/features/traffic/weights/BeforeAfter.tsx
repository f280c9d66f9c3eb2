import type { Weight } from "@fyr/contract";
import { rate } from "../../../ui/format.ts";
import { destinationColors } from "../route/destination-color.ts";
import { labelDestinations } from "../route/destination-label.ts";
import { SplitBar } from "../route/SplitBar.tsx";
import { setShareTexts } from "../route/share-text.ts";
import { countedUnit } from "../route/split-drift.ts";
import css from "./BeforeAfter.module.css";
import { type Draft, sumOf } from "./draft.ts";

interface BeforeAfterProps {
  readonly draft: Draft;
  /** What stands on the cluster, where somebody moved it away from what the draft began with. */
  readonly theirs: readonly Weight[] | undefined;
  /** Of the rule; 0 where it is not known. */
  readonly perSecond: number;
}

/**
 * Both splits, one above the other, with the requests a second they come to, where that is known.
 * In a conflict three: what both began with, theirs, mine.
 */
export function BeforeAfter({ draft, theirs, perSecond }: BeforeAfterProps) {
  return (
    <dl className={css.bars}>
      {linesOf(draft, theirs).map((line) => (
        <SplitLine key={line.name} {...line} perSecond={perSecond} unit={countedUnit(draft)} />
      ))}
    </dl>
  );
}

function linesOf({ basis, weights }: Draft, theirs: readonly Weight[] | undefined) {
  if (theirs === undefined)
    return [
      { name: "Before", weights: basis.weights },
      { name: "After", weights },
    ];
  return [
    { name: "You began with", weights: basis.weights },
    { name: "Theirs now", weights: theirs },
    { name: "Yours", weights },
  ];
}

function SplitLine(props: { name: string; weights: readonly Weight[]; perSecond: number; unit: string }) {
  const { weights, perSecond } = props;
  const labels = labelDestinations(weights);
  const colors = destinationColors(weights);
  const sum = sumOf(weights);
  const shares = weights.map(({ weight }) => (sum === 0 ? 0 : weight / sum));
  const percents = setShareTexts(shares);
  const parts = shares.map((share, index) => ({
    short: labels[index]?.short ?? "",
    color: colors[index] ?? "",
    percent: percents[index] ?? "",
    share,
  }));
  return (
    <div className={css.line}>
      <dt className={css.name}>{props.name}</dt>
      <dd className={css.bar}>
        <SplitBar
          tall
          parts={parts.map(({ short, color, share, percent }) => ({
            key: short,
            color,
            share,
            text: barText(short, percent, share),
          }))}
        />
      </dd>
      <dd className={css.rates}>
        {perSecond > 0 && (
          <>
            {parts.map(({ short, share }) => `${short} ${rate(perSecond * share).value}`).join(" · ")}{" "}
            <span className={css.unit}>{props.unit}</span>
          </>
        )}
        <span className="visually-hidden">{parts.map(({ short, percent }) => `${short} ${percent} %`).join(", ")}</span>
      </dd>
    </div>
  );
}

/** As many letters as fit a bar drawn over the whole width. */
const lettersAcross = 32;

function barText(short: string, percent: string, share: number): string {
  const whole = `${short} ${percent} %`;
  return whole.length > share * lettersAcross ? percent : whole;
}
