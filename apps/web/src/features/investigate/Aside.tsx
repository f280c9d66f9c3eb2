import type { Finding } from "@fyr/contract";
import { Chip } from "../../ui/Chip.tsx";
import { markerDetail, markerTitle, strengthTones, suspectWords } from "../../ui/marker-words.ts";
import { Section } from "../../ui/Panel.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { useInvestigation } from "../../view/use-investigation.ts";
import css from "./Aside.module.css";
import { WhatChanged } from "./compare/WhatChanged.tsx";
import { CopyIncident } from "./hand-over/CopyIncident.tsx";
import type { Incident } from "./use-incident.ts";

/** Beside every part of the page: what changed in the traffic, what happened before it, and what can be done. */
export function Aside({
  incident,
  renderRoutes,
}: {
  incident: Incident;
  renderRoutes: (finding: Finding) => React.ReactNode;
}) {
  const [{ tab }] = useInvestigation();
  const { finding, names } = incident;
  return (
    <aside className={css.aside} aria-label="Suspects">
      {tab === "time" && <WhatChanged incident={incident} />}
      {finding === undefined ? (
        <NoFinding query={incident.query} />
      ) : (
        <>
          <Section title="Suspects" aside="close in time and in the mesh">
            {tab !== "wrong" && <p className={css.about}>{names.ofPlace(finding.origin)}</p>}
            <Suspects finding={finding} />
          </Section>
          <div className={css.actions}>
            {renderRoutes(finding)}
            <CopyIncident incident={incident} finding={finding} />
          </div>
        </>
      )}
    </aside>
  );
}

function NoFinding({ query: { data, error } }: Pick<Incident, "query">) {
  if (data === undefined && error === null) {
    return (
      <Section title="Suspects">
        <Skeleton height="6rem" />
      </Section>
    );
  }
  return (
    <Section title="Suspects">
      <p className={css.none}>
        {data === undefined
          ? "What is wrong is not known, so nothing can be suspected yet."
          : "Nothing is wrong, so nothing is suspected. What happened in the cluster stands on the timeline below."}
      </p>
    </Section>
  );
}

function Suspects({ finding }: { finding: Finding }) {
  const { suspects } = finding;
  if (suspects.length === 0) {
    return (
      <p className={css.none}>
        Nothing is known to have happened close before it: no rollout, edit, restart or alert on its path.
      </p>
    );
  }
  return (
    <ol className={css.suspects}>
      {suspects.map((suspect, index) => (
        <li key={suspect.marker.id} className={css.suspect}>
          <span className={css.number}>{index + 1}</span>
          <div>
            <p className={css.title}>{markerTitle(suspect.marker)}</p>
            <p className={css.detail}>
              {suspectWords(suspect)}. {markerDetail(suspect.marker)}
            </p>
          </div>
          <Chip tone={strengthTones[suspect.strength]}>{suspect.strength}</Chip>
        </li>
      ))}
    </ol>
  );
}
