import { classNames } from "../../../ui/class-names.ts";
import css from "../review/WeightDiff.module.css";
import { countChanges, diffLines, foldUnchanged } from "../review/yaml-diff.ts";

const signs = { same: " ", removed: "-", added: "+" } as const;
const spoken = { same: "", removed: "removed: ", added: "added: " } as const;

/** What changes of a whole object, line by line, with a line around it to tell where. */
export function EditDiff({ title, before, after }: { title: string; before: string; after: string }) {
  const lines = diffLines(before, after).filter(({ text }) => text !== "");
  return (
    <section className={css.section} aria-label={title}>
      <div className={css.head}>
        <h3 className={css.title}>{title}</h3>
        <span className={css.count}>{sizeInWords(before, after, countChanges(lines))}</span>
      </div>
      <div className={css.box}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
        <section className={css.scroll} tabIndex={0} aria-label={`YAML: ${title}`}>
          <pre className={css.lines}>
            {foldUnchanged(lines).map((line, index) =>
              "folded" in line ? (
                <span key={index} className={css.folded}>{`⋯ ${line.folded} lines unchanged\n`}</span>
              ) : (
                <span key={index} className={classNames(css.line, css[line.kind])}>
                  <span aria-hidden="true">{signs[line.kind]} </span>
                  <span className="visually-hidden">{spoken[line.kind]}</span>
                  {`${line.text}\n`}
                </span>
              ),
            )}
          </pre>
        </section>
      </div>
    </section>
  );
}

function sizeInWords(before: string, after: string, places: number): string {
  if (before === "") return "new";
  if (after === "") return "goes";
  return places === 1 ? "1 place" : `${places} places`;
}
