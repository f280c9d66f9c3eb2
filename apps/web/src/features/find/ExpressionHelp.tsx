import { exampleOf, type Field, fields, marks } from "@fyr/topology";
import { IconHelp } from "@tabler/icons-react";
import { IconButton } from "../../ui/IconButton.tsx";
import { PopoverPanel } from "../../ui/PopoverPanel.tsx";
import { usePopover } from "../../ui/use-popover.ts";
import css from "./ExpressionHelp.module.css";
import { examples } from "./examples.ts";

/** All that an expression can say, from the tables it is read by. */
export function ExpressionHelp() {
  const popover = usePopover(620);
  return (
    <>
      <IconButton
        label="What can be written"
        aria-expanded={popover.isOpen}
        onClick={({ currentTarget }) => popover.show(currentTarget)}
      >
        <IconHelp size={16} stroke={1.6} />
      </IconButton>
      <PopoverPanel label="What can be written" popover={popover}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard */}
        <div className={css.page} tabIndex={0}>
          <Terms title="Examples" terms={examples} />
          <Terms title="Numbers: = != > >= < <=" terms={fields.filter(({ kind }) => kind === "number").map(termOf)} />
          <Terms
            title="Words: = != contains startsWith endsWith, in (a, b); * stands for any letters"
            terms={fields.filter(({ kind }) => kind === "words").map(termOf)}
          />
          <Terms title="Marks: true or not, by themselves" terms={marks.map(termOf)} />
          <p className={css.rest}>
            Join with <code>and</code>, <code>or</code>, <code>not</code> (<code>!</code>) and brackets.{" "}
            <code>from.ns</code> and <code>to.ns</code> mean one end of an edge. <code>= none</code> finds what is not
            measured: that is neither above nor below anything.
          </p>
        </div>
      </PopoverPanel>
    </>
  );
}

interface Term {
  readonly name: string;
  readonly says: string;
}

function Terms({ title, terms }: { title: string; terms: readonly Term[] }) {
  return (
    <section>
      <h2 className={css.title}>{title}</h2>
      <dl className={css.terms}>
        {terms.map(({ name, says }) => (
          <div key={name}>
            <dt>
              <code>{name}</code>
            </dt>
            <dd>{says}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function termOf(item: Field | (typeof marks)[number]): Term {
  const name = [item.name, ...item.aliases].join(", ");
  if (!("kind" in item)) return { name, says: item.says };
  if (item.kind === "number") return { name, says: `${item.says}; ${exampleOf(item.unit)}` };
  return { name, says: item.choices === undefined ? item.says : `${item.says}: ${item.choices.join(", ")}` };
}
