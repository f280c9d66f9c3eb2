import type { RoutePlan } from "@fyr/contract";
import { classNames } from "../../../ui/class-names.ts";
import css from "./WeightDiff.module.css";
import { countChanges, type DiffLine, diffLines, foldUnchanged } from "./yaml-diff.ts";

const signs = { same: " ", removed: "-", added: "+" } as const;
const spoken = { same: "", removed: "removed: ", added: "added: " } as const;

/** The rule as it is and as it will be, line by line. `low`: only what is near a change, so that all changes are seen. */
export function WeightDiff({ plan, low = false }: { plan: RoutePlan; low?: boolean }) {
  const lines = diffLines(plan.yaml.before, plan.yaml.after);
  const fields = countChanges(lines);
  const shown = low ? foldUnchanged(lines) : lines;
  const { namespace, name } = plan.route;
  return (
    <section className={css.section} aria-label="What will change">
      <div className={css.head}>
        <h3 className={css.title}>What will change</h3>
        <span className={css.count}>
          {fields} {fields === 1 ? "field" : "fields"}
        </span>
        <span className={css.tests}>tests the old values and version {plan.resourceVersion} first</span>
      </div>
      <div className={css.box}>
        <div className={css.path}>
          {namespace}/{name} spec.{plan.rule.protocol}[{plan.rule.index}]
        </div>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
        <section className={low ? css.low : css.scroll} tabIndex={0} aria-label="YAML of the rule, before and after">
          <pre className={css.lines}>
            {shown.map((line, index) => {
              if ("folded" in line) return <FoldedLines key={`${index} folded`} count={line.folded} />;
              // Lines have no identity of their own: their place is what they are.
              return <Line key={`${index} ${line.text}`} line={line} />;
            })}
          </pre>
        </section>
      </div>
    </section>
  );
}

function Line({ line: { kind, text } }: { line: DiffLine }) {
  return (
    <span className={classNames(css.line, css[kind])}>
      <span aria-hidden="true">{signs[kind]} </span>
      <span className="visually-hidden">{spoken[kind]}</span>
      {`${text}\n`}
    </span>
  );
}

function FoldedLines({ count }: { count: number }) {
  return <span className={css.folded}>{`⋯ ${count} ${count === 1 ? "line" : "lines"} unchanged\n`}</span>;
}
