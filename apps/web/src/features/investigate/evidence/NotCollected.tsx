import type { MeasuredPods } from "@fyr/contract";
import { CopyText } from "../../../ui/CopyText.tsx";
import { StatusIcon } from "../../../ui/StatusIcon.tsx";
import css from "./Evidence.module.css";
import { missingWords } from "./pod-words.ts";

/** What is not collected here, and the lines that turn it on. */
export function NotCollected({ what }: { what: MeasuredPods["notCollected"] }) {
  if (what.length === 0) return null;
  return (
    <div className={css.missing}>
      {what.map((each) => {
        const { words, snippet } = missingWords[each];
        return (
          <details key={each}>
            <summary>
              <StatusIcon status="unknown" size={12} label="" /> {words}
            </summary>
            <pre className={css.snippet}>
              {snippet} <CopyText text={snippet} what="the lines that turn it on" />
            </pre>
          </details>
        );
      })}
    </div>
  );
}
