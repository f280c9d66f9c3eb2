import type { Differences } from "@fyr/contract";
import { Button } from "../../../ui/Button.tsx";
import { clock, dayBefore } from "../../../ui/clock.ts";
import { windowName } from "../../../ui/format.ts";
import { ProblemNotice } from "../../../ui/ProblemNotice.tsx";
import { Segmented } from "../../../ui/Segmented.tsx";
import { PanelSkeleton } from "../../../ui/Skeleton.tsx";
import { momentLink } from "../../../view/moment-link.ts";
import { useInvestigation } from "../../../view/use-investigation.ts";
import { Baselines } from "../baseline/Baselines.tsx";
import { LostBaseline } from "../baseline/LostBaseline.tsx";
import { LookedLast } from "../LookedLast.tsx";
import { MapLink } from "../MapLink.tsx";
import type { Incident } from "../use-incident.ts";
import css from "./Compare.module.css";
import { saveComparison } from "./comparison-files.ts";
import { DifferenceTable } from "./DifferenceTable.tsx";
import { countInWords, listed } from "./listed.ts";
import { useDifferences } from "./use-differences.ts";

const choices = [
  { value: "all", name: "All" },
  { value: "worse", name: "Worse" },
  { value: "other", name: "Other" },
] as const;

/** Two moments held against each other: what is another than it was, most requests concerned first. */
export function Compare({ incident }: { incident: Incident }) {
  const [{ shown = "all" }, change] = useInvestigation();
  const { query, names } = useDifferences(incident);
  const { baseline, topology, asked } = incident;
  const { data, error } = query;
  const rows = listed(data?.differences ?? [], shown);
  const save = (kind: "md" | "json") => {
    if (data === undefined) return;
    const link = momentLink(window.location.href, data.now.at);
    saveComparison(kind, { compared: data, of: shown, names, link }, topology);
  };
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
      <LostBaseline incident={incident} />
      {data === undefined &&
        (error === null ? (
          <PanelSkeleton label="Comparing two moments" />
        ) : (
          <ProblemNotice error={error} onRetry={query.refetch} />
        ))}
      {data !== undefined && (
        <div className={css.answer} aria-busy={query.isPlaceholderData}>
          <div className={css.head}>
            <p className={css.sentence} role="status">
              {countInWords(data, shown)}
              <span className={css.span}>
                {spanWords(data.now, data.now.at)} against {spanWords(data.before, data.now.at)}, {baseline.words}
              </span>
            </p>
            <div className={css.files}>
              <Segmented
                label="Show"
                choices={choices}
                value={shown}
                onChoose={(next) => change({ shown: next === "all" ? undefined : next }, { replace: true })}
              />
              <Button kind="quiet" onClick={() => save("md")}>
                Markdown
              </Button>
              <Button kind="quiet" onClick={() => save("json")}>
                JSON
              </Button>
            </div>
          </div>
          <LookedLast query={query} />
          {rows.length > 0 && <DifferenceTable differences={rows} names={names} />}
          {data.warnings.map((warning) => (
            <p key={warning} className={css.note}>
              {warning}
            </p>
          ))}
          <p className={css.note}>
            What chance alone explains, in so few requests, is left out.{" "}
            {rows.length > 0 &&
              "What got worse stands first, and what costs more requests before the rest: one that fails counts whole, one that takes twice as long a tenth."}
          </p>
        </div>
      )}
    </>
  );
}

/** "5 min up to 03:14:20". `now`: days are told where they are others. */
function spanWords({ at, windowSeconds }: Differences["now"], now: string): string {
  return `${windowName(windowSeconds)} up to ${dayBefore(Date.parse(at), Date.parse(now))}${clock(at)}`;
}
