import { useState } from "react";
import { Button } from "../../../ui/Button.tsx";
import { windowName } from "../../../ui/format.ts";
import { ProblemNotice } from "../../../ui/ProblemNotice.tsx";
import { Segmented } from "../../../ui/Segmented.tsx";
import { PanelSkeleton } from "../../../ui/Skeleton.tsx";
import { Baselines } from "../baseline/Baselines.tsx";
import { baselineSpan } from "../baseline/baseline.ts";
import { MapLink } from "../MapLink.tsx";
import type { Incident } from "../use-incident.ts";
import css from "./Compare.module.css";
import { saveComparison } from "./comparison-files.ts";
import { DifferenceTable } from "./DifferenceTable.tsx";
import { isWorse } from "./difference-words.ts";
import { useDifferences } from "./use-differences.ts";

const choices = [
  { value: "all", name: "All" },
  { value: "worse", name: "Worse" },
  { value: "other", name: "Other" },
] as const;

/** Two moments held against each other: what is another than it was, most requests concerned first. */
export function Compare({ incident }: { incident: Incident }) {
  const [shown, setShown] = useState<"all" | "worse" | "other">("all");
  const { query, names } = useDifferences(incident);
  const { baseline, topology, asked } = incident;
  const { data, error } = query;
  const rows = (data?.differences ?? []).filter((each) => shown === "all" || isWorse(each) === (shown === "worse"));
  const compared = {
    ...(baseline.before !== undefined && { before: baseline.before }),
    beforeWindowSeconds: baseline.windowSeconds,
  };
  return (
    <>
      <div className={css.choices} data-choices>
        <Baselines incident={incident} />
        <MapLink
          view={{ selection: undefined, focus: undefined, windowSeconds: asked.windowSeconds }}
          compared={compared}
        >
          On the map
        </MapLink>
      </div>
      {data === undefined &&
        (error === null ? (
          <PanelSkeleton label="Comparing two moments" />
        ) : (
          <ProblemNotice error={error} onRetry={query.refetch} />
        ))}
      {data !== undefined && (
        <div className={css.answer} aria-busy={query.isPlaceholderData}>
          <div className={css.head}>
            <p className={css.sentence}>
              {countWords(data.differences.length, data.edges, baseline.words)}
              <span className={css.span}>
                {windowName(asked.windowSeconds)} of now against {baselineSpan(baseline)}
              </span>
            </p>
            <div className={css.files}>
              <Segmented label="Show" choices={choices} value={shown} onChoose={setShown} />
              <Button kind="quiet" onClick={() => saveComparison("md", data, names, topology)}>
                Markdown
              </Button>
              <Button kind="quiet" onClick={() => saveComparison("json", data, names, topology)}>
                JSON
              </Button>
            </div>
          </div>
          {rows.length === 0 ? (
            <p className={css.note}>
              {data.differences.length === 0 ? "What differs is no more than chance explains." : "None of this kind."}
            </p>
          ) : (
            <DifferenceTable differences={rows} names={names} />
          )}
          {data.warnings.map((warning) => (
            <p key={warning} className={css.note}>
              {warning}
            </p>
          ))}
          <p className={css.note}>What chance alone explains, in so few requests, is left out.</p>
        </div>
      )}
    </>
  );
}

/** "3 differences from an hour ago, on 51 edges" */
function countWords(count: number, edges: number, than: string): string {
  const many = count === 0 ? "No difference" : count === 1 ? "1 difference" : `${count} differences`;
  return `${many} from ${than}, on ${edges} edges`;
}
