import type { NodeId, TopologyEdge, TopologyNode } from "@fyr/contract";
import { endIdsOf } from "@fyr/topology";
import { PanelSkeleton } from "../../../ui/Skeleton.tsx";
import { useView } from "../../../view/use-view.ts";
import type { Selection } from "../../../view/view-state.ts";
import { MapLink } from "../MapLink.tsx";
import { placeOnMap } from "../place-on-map.ts";
import type { Incident } from "../use-incident.ts";
import { evidenceOfNobody } from "../wrong/finding-words.ts";
import css from "./Evidence.module.css";
import { GrafanaLinks } from "./GrafanaLinks.tsx";
import { HeatmapPanel } from "./HeatmapPanel.tsx";
import { LogsPanel } from "./LogsPanel.tsx";
import { NoSubject } from "./NoSubject.tsx";
import { PodsPanel } from "./PodsPanel.tsx";
import { SubjectChoice } from "./SubjectChoice.tsx";
import { TracesPanel } from "./traces/TracesPanel.tsx";
import { whyUntraced } from "./traces/trace-words.ts";

export interface EvidenceParts {
  /** Success, percentiles and rate over time, and the answers by code and flag. */
  readonly renderCharts: (subject: TopologyEdge | TopologyNode) => React.ReactNode;
}

/** What proves it, of one edge or node: charts, how durations spread, its pods beside each other, what they wrote. */
export function Evidence({ incident, parts }: { incident: Incident; parts: EvidenceParts }) {
  const [{ selection }] = useView();
  const { finding, names, sought, query } = incident;
  const chosen = selection?.type === "namespace" ? undefined : selection;
  const subject = chosen ?? sought?.places[0] ?? (finding && placeOnMap(finding));
  if (subject === undefined)
    return query.isPending ? <PanelSkeleton label="Looking for what is wrong" /> : <NoSubject incident={incident} />;
  const item = subject.type === "edge" ? names.edge(subject.id) : names.node(subject.id);
  const workload = workloadOf(subject, incident);
  const isOfFinding = finding !== undefined && placeOnMap(finding)?.id === subject.id;
  const ofNobody = isOfFinding ? evidenceOfNobody(finding) : undefined;
  return (
    <>
      <div className={css.head} data-choices>
        <SubjectChoice subject={subject} incident={incident} />
        <MapLink view={{ selection: subject }}>Show on the map</MapLink>
        <GrafanaLinks edge={names.edge(subject.id)} node={workload === undefined ? undefined : names.node(workload)} />
      </div>
      {ofNobody !== undefined && <p className={css.note}>{ofNobody}</p>}
      <div className={css.panels}>
        <section className={css.panel} aria-label="Over time">
          {item === undefined ? (
            <p className={css.note}>It carries no traffic at this moment: a window before it was gone shows it.</p>
          ) : (
            parts.renderCharts(item)
          )}
        </section>
        <div className={css.column}>
          <HeatmapPanel key={`durations ${subject.id}`} subject={subject} onset={finding?.onset} />
          {workload !== undefined && (
            <PodsPanel
              key={`pods ${workload}`}
              node={workload}
              names={names}
              {...(subject.type === "node" && subject.id !== workload && { insteadOf: names.ofNode(subject.id) })}
            />
          )}
        </div>
      </div>
      {workload !== undefined && <LogsPanel key={`logs ${workload}`} node={workload} subject={subject} names={names} />}
      <TracesPanel
        key={`traces ${subject.id}`}
        subject={subject}
        slowMs={slowMsOf(item)}
        untraced={whyUntraced(item)}
      />
    </>
  );
}

/** What takes longer than most: its p95, where requests are timed. */
function slowMsOf(item: TopologyEdge | TopologyNode | undefined): number | undefined {
  const latency = item === undefined ? undefined : "inbound" in item ? item.inbound.latencyMs : item.latencyMs;
  return latency?.p95;
}

/** Whose pods tell of it: the callee's, or where it has none, outside the mesh, those of its caller, of several the busiest. */
function workloadOf({ type, id }: Selection, { names, topology }: Incident): NodeId | undefined {
  const ends = type === "edge" ? (names.edge(id) ?? endIdsOf(id)) : undefined;
  const callers = topology.edges
    .filter(({ target }) => target === id)
    .toSorted((a, b) => (b.requestsPerSecond ?? 0) - (a.requestsPerSecond ?? 0))
    .map(({ source }) => source);
  const candidates = ends === undefined ? [id, ...callers] : [ends.target, ends.source];
  return candidates.map((each) => names.node(each)).find((node) => node?.workload !== undefined)?.id;
}
