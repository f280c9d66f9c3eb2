import { Button } from "../../../ui/Button.tsx";
import { moment } from "../../../ui/clock.ts";
import { windowName } from "../../../ui/format.ts";
import { ProblemNotice } from "../../../ui/ProblemNotice.tsx";
import { PanelSkeleton } from "../../../ui/Skeleton.tsx";
import { StatusIcon } from "../../../ui/StatusIcon.tsx";
import { useInvestigation } from "../../../view/use-investigation.ts";
import { LookedLast } from "../LookedLast.tsx";
import { Phrases } from "../Phrases.tsx";
import type { Incident } from "../use-incident.ts";
import { FindingCard } from "./FindingCard.tsx";
import { lookedAt, meshSentence } from "./mesh-sentence.ts";
import css from "./WhatIsWrong.module.css";

/** The mesh in one sentence, then each thing that is wrong where it begins, most requests harmed first. */
export function WhatIsWrong({ incident }: { incident: Incident }) {
  const { query, investigation, names, topology, finding } = incident;
  if (investigation === undefined) {
    return query.error === null ? (
      <PanelSkeleton label="Looking for what is wrong" />
    ) : (
      <ProblemNotice error={query.error} onRetry={query.refetch} />
    );
  }
  const { findings, warnings, windowSeconds, from, stepSeconds } = investigation;
  const sentence = meshSentence(investigation, names);
  const { workloads, edges } = topology.totals;
  return (
    <>
      <p className={css.sentence} role="status">
        <StatusIcon status={sentence.status} size={18} label="" />
        <span>
          <Phrases phrases={sentence.phrases} />
        </span>
      </p>
      <LookedLast query={query} />
      {findings.every(({ status }) => status === "notice") && (
        <p className={css.quiet}>{lookedAt(investigation, { workloads, edges })}</p>
      )}
      {findings.length === 0 && <LookOn />}
      <ol className={css.findings}>
        {findings.map((each) => (
          <li key={each.id}>
            <FindingCard finding={each} isShown={each.id === finding?.id} incident={incident} at={investigation.at} />
          </li>
        ))}
      </ol>
      {warnings.map((warning) => (
        <p key={warning} className={css.warning}>
          <StatusIcon status="notice" label="" /> {warning}
        </p>
      ))}
      {findings.length > 0 && (
        <p className={css.note}>
          Numbers of now are of {windowName(windowSeconds)}. Beginnings are looked for since{" "}
          <time dateTime={from}>{moment(from, investigation.at)}</time>, in steps of {windowName(stepSeconds)}.
        </p>
      )}
    </>
  );
}

/** Whoever is told of trouble that nothing shows of looks on, each one press away. */
function LookOn() {
  const [, change] = useInvestigation();
  return (
    <div className={css.next}>
      <Button onClick={() => change({ tab: "time" })}>Where the time goes</Button>
      <Button onClick={() => change({ tab: "compare", before: "1h", beforeWindowSeconds: undefined })}>
        Compare with an hour ago
      </Button>
      <Button onClick={() => change({ tab: "evidence" })}>Evidence of one workload</Button>
    </div>
  );
}
