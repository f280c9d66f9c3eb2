import type { Finding, Topology } from "@fyr/contract";
import { Segmented } from "../../ui/Segmented.tsx";
import { useKeys } from "../../ui/use-keys.ts";
import { type InvestigateTab, investigateTabs } from "../../view/investigation.ts";
import { useInvestigation } from "../../view/use-investigation.ts";
import { Aside } from "./Aside.tsx";
import { AskedFor } from "./AskedFor.tsx";
import { Compare } from "./compare/Compare.tsx";
import { entryOf } from "./entries.ts";
import { Evidence, type EvidenceParts } from "./evidence/Evidence.tsx";
import css from "./InvestigatePage.module.css";
import { TimeGoes } from "./time-goes/TimeGoes.tsx";
import { type Incident, useIncident } from "./use-incident.ts";
import { WhatIsWrong } from "./wrong/WhatIsWrong.tsx";

export interface InvestigateParts extends EvidenceParts {
  /** The way to move traffic away from what a finding is about. */
  readonly renderRoutes: (finding: Finding) => React.ReactNode;
  readonly renderTimeline: (shown: TimelineShown) => React.ReactNode;
}

const tabWords: Readonly<Record<InvestigateTab, string>> = {
  wrong: "What is wrong",
  time: "Where the time goes",
  compare: "Compare two moments",
  evidence: "Evidence",
};

/** What the timeline marks. */
export interface TimelineShown {
  readonly subject: { readonly node: string; readonly name: string } | undefined;
  readonly suspects: readonly string[];
  readonly before: { readonly at: string; readonly windowSeconds: number; readonly nowSeconds: number } | undefined;
}

/** From "checkout is slow" to the hop, the change and the evidence. */
export function InvestigatePage({ topology, parts }: { topology: Topology; parts: InvestigateParts }) {
  const [{ tab, entry }, change] = useInvestigation();
  const incident = useIncident(topology);
  const step = (by: 1 | -1) => {
    const findings = incident.investigation?.findings ?? [];
    const at = findings.findIndex(({ id }) => id === incident.finding?.id);
    const next = findings[(at + by + findings.length) % findings.length];
    if (next !== undefined) change({ finding: next.id }, { replace: true });
  };
  useKeys({ n: () => step(1), p: () => step(-1) });
  useKeys(Object.fromEntries(investigateTabs.map((each, index) => [`${index + 1}`, () => change({ tab: each })])));
  return (
    <div className={css.page}>
      <div className={css.main}>
        <AskedFor incident={incident} />
        <div className={css.head}>
          <h1 className="visually-hidden">Investigate</h1>
          <h2 className="visually-hidden">{tabWords[tab]}</h2>
          <Segmented
            label="Look at (1 to 4)"
            value={tab}
            choices={investigateTabs.map((value) => ({ value, name: tabWords[value] }))}
            onChoose={(next) => change({ tab: next })}
          />
        </div>
        {tab === "wrong" && <WhatIsWrong incident={incident} />}
        {tab === "time" && <TimeGoes incident={incident} />}
        {tab === "compare" && <Compare incident={incident} />}
        {tab === "evidence" && <Evidence incident={incident} parts={parts} />}
      </div>
      <Aside incident={incident} renderRoutes={parts.renderRoutes} />
      <div className={css.timeline}>{parts.renderTimeline(shownOnTimeline(incident, tab, entry))}</div>
    </div>
  );
}

/** The lines are of what the page is about: of the entry where the time goes from there, else of the whole mesh. */
function shownOnTimeline(incident: Incident, tab: InvestigateTab, chosen: string | undefined): TimelineShown {
  const { finding, baseline, names, asked } = incident;
  const node = tab === "time" ? entryOf(chosen, incident) : undefined;
  return {
    subject: node === undefined ? undefined : { node, name: names.ofNode(node) },
    suspects: finding?.suspects.map(({ marker }) => marker.id) ?? [],
    before:
      (tab === "time" || tab === "compare") && baseline.before !== undefined
        ? { at: baseline.before, windowSeconds: baseline.windowSeconds, nowSeconds: asked.windowSeconds }
        : undefined,
  };
}
