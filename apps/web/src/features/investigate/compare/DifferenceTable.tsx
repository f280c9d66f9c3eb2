import type { Difference } from "@fyr/contract";
import { classNames } from "../../../ui/class-names.ts";
import { StatusIcon } from "../../../ui/StatusIcon.tsx";
import { useInvestigation } from "../../../view/use-investigation.ts";
import list from "../ListTable.module.css";
import type { Names } from "../names.ts";
import css from "./Compare.module.css";
import {
  beforeInWords,
  differenceShape,
  differenceTone,
  kindInWords,
  measureInWords,
  nowInWords,
  significanceWords,
  trafficInWords,
} from "./difference-words.ts";

/** What is another than it was, with both numbers, how sure that is and how much traffic it has. */
export function DifferenceTable({ differences, names }: { differences: readonly Difference[]; names: Names }) {
  const [, change] = useInvestigation();
  return (
    <div className={list.frame}>
      <table className={classNames(list.table, css.table)}>
        <caption className="visually-hidden">What is another than it was</caption>
        <thead>
          <tr>
            <th scope="col">Where</th>
            <th scope="col">How</th>
            <th scope="col" className={css.number}>
              before
            </th>
            <th scope="col" className={css.number}>
              now
            </th>
            <th scope="col">
              <span className="visually-hidden">of what</span>
            </th>
            <th scope="col" title="Whether chance alone can explain it">
              Sure
            </th>
            <th scope="col" className={css.number} title="All that goes there now; of what is gone, before">
              traffic
            </th>
          </tr>
        </thead>
        <tbody>
          {differences.map((each) => (
            <tr key={`${each.kind} ${each.subject.id}`}>
              <th scope="row">
                <button
                  type="button"
                  className={list.pick}
                  onClick={() => change({ tab: "evidence" }, { view: { selection: each.subject } })}
                >
                  <StatusIcon status={differenceShape(each)} label="" />
                  {names.ofPlace(each.subject)}
                </button>
              </th>
              <td>{kindInWords(each.kind)}</td>
              <td className={`${css.number} ${css.before}`}>{beforeInWords(each)}</td>
              <td className={`${css.number} ${css.now}`} data-tone={differenceTone(each)}>
                {nowInWords(each)}
              </td>
              <td className={css.muted}>{measureInWords(each)}</td>
              <td className={css.muted} title={`z = ${each.z.toFixed(1)}`}>
                {significanceWords(each.z)}
              </td>
              <td className={css.number}>{trafficInWords(each)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
