import type { RouteRule, Weight } from "@fyr/contract";
import { rate } from "../../ui/format.ts";
import css from "./BeforeAfter.module.css";
import { destinationColors } from "./destination-color.ts";
import { labelDestinations } from "./destination-label.ts";
import { type Draft, sumOf } from "./draft.ts";
import { SplitBar } from "./SplitBar.tsx";
import { isMeasured, totalRate } from "./split-drift.ts";

interface BeforeAfterProps {
  readonly draft: Draft;
  readonly rule: RouteRule;
  /** No other rule has a part in what was measured. */
  readonly isAlone: boolean;
}

/** Both splits, one above the other, with the requests a second to expect at the rate of now, where that is known. */
export function BeforeAfter({ draft, rule, isAlone }: BeforeAfterProps) {
  const perSecond = isAlone && isMeasured(rule) ? totalRate(rule) : 0;
  return (
    <dl className={css.bars}>
      <SplitLine name="Before" weights={draft.basis.weights} perSecond={perSecond} />
      <SplitLine name="After" weights={draft.weights} perSecond={perSecond} />
    </dl>
  );
}

function SplitLine(props: { name: string; weights: readonly Weight[]; perSecond: number }) {
  const { weights, perSecond } = props;
  const labels = labelDestinations(weights);
  const colors = destinationColors(weights);
  const sum = sumOf(weights);
  const parts = weights.map((weight, index) => {
    const share = sum === 0 ? 0 : weight.weight / sum;
    return { short: labels[index]?.short ?? "", color: colors[index] ?? "", share };
  });
  return (
    <div className={css.line}>
      <dt className={css.name}>{props.name}</dt>
      <dd className={css.bar}>
        <SplitBar
          tall
          parts={parts.map(({ short, color, share }) => ({ key: short, color, share, text: barText(short, share) }))}
        />
      </dd>
      <dd className={css.rates}>
        {perSecond > 0 && (
          <>
            {parts.map(({ short, share }) => `${short} ${rate(perSecond * share).value}`).join(" · ")}{" "}
            <span className={css.unit}>req/s</span>
          </>
        )}
        <span className="visually-hidden">
          {parts.map(({ short, share }) => `${short} ${percentOf(share)}`).join(", ")}
        </span>
      </dd>
    </div>
  );
}

/** As many letters as fit a bar drawn over the whole width. */
const lettersAcross = 32;

function barText(short: string, share: number): string {
  const whole = `${short} ${percentOf(share)}`;
  return whole.length > share * lettersAcross ? percentOf(share).replace(" %", "") : whole;
}

function percentOf(share: number): string {
  return `${Number((share * 100).toFixed(1))} %`;
}
