import type { MeasuredPods } from "@fyr/contract";
import { CopyText } from "../../../ui/CopyText.tsx";
import { StatusIcon } from "../../../ui/StatusIcon.tsx";
import css from "./Evidence.module.css";
import { type Missing, missingWords } from "./missing-words.ts";

/** What of pods is not collected here. */
export function NotCollected({ what }: { what: MeasuredPods["notCollected"] }) {
  return <MissingLines missing={what.map((each) => missingWords[each])} />;
}

/** What is not collected, and the lines that turn it on. */
export function MissingLines({ missing }: { missing: readonly Missing[] }) {
  if (missing.length === 0) return null;
  return (
    <div className={css.missing}>
      {missing.map(({ words, snippet }) => (
        <details key={words}>
          <summary>
            <StatusIcon status="unknown" size={12} label="" /> {words}
          </summary>
          <pre className={css.snippet}>
            {snippet} <CopyText text={snippet} what="the lines that turn it on" />
          </pre>
        </details>
      ))}
    </div>
  );
}
