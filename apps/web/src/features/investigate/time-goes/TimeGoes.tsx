import { useQuery } from "@tanstack/react-query";
import { callTree } from "../../../api/investigate-queries.ts";
import { Button } from "../../../ui/Button.tsx";
import { EmptyState } from "../../../ui/EmptyState.tsx";
import { ProblemNotice } from "../../../ui/ProblemNotice.tsx";
import { PanelSkeleton } from "../../../ui/Skeleton.tsx";
import { useInvestigation } from "../../../view/use-investigation.ts";
import { Baselines } from "../baseline/Baselines.tsx";
import { LostBaseline } from "../baseline/LostBaseline.tsx";
import { entryOf } from "../entries.ts";
import { LookedLast } from "../LookedLast.tsx";
import { MapLink } from "../MapLink.tsx";
import { namesIn } from "../names.ts";
import { Phrases } from "../Phrases.tsx";
import type { Incident } from "../use-incident.ts";
import { CallTreeTable } from "./CallTreeTable.tsx";
import { EntryChoice } from "./EntryChoice.tsx";
import { outOfTree } from "./origin-in-tree.ts";
import { TimeBarsPicture } from "./TimeBarsPicture.tsx";
import css from "./TimeGoes.module.css";
import { growthsOf } from "./time-shares.ts";
import { treeSentence } from "./tree-sentence.ts";
import { wayOnMap } from "./way-on-map.ts";

/** From an entry: how long a request takes on average, which hop takes how much of it, and what that was before. */
export function TimeGoes({ incident }: { incident: Incident }) {
  const [{ entry: chosen, before }, change] = useInvestigation();
  const { topology, baseline, asked, query, finding } = incident;
  const entry = entryOf(chosen, incident);
  const isBaselineKnown = before !== undefined || !query.isPending;
  const tree = useQuery({
    ...callTree({ entry: entry ?? ("" as never), ...asked }),
    enabled: entry !== undefined && isBaselineKnown,
  });
  const names = namesIn(topology, { nodes: tree.data?.goneNodes ?? [], edges: [] });
  const hops = tree.data?.hops ?? [];
  const growths = growthsOf(hops);
  const way = wayOnMap(hops);
  const missed = outOfTree(hops, finding, topology);
  return (
    <>
      <div className={css.choices} data-choices>
        <EntryChoice entry={entry} incident={incident} />
        <Baselines incident={incident} />
      </div>
      <LostBaseline incident={incident} />
      {entry === undefined && <NoEntry />}
      {tree.data === undefined && tree.error !== null && <ProblemNotice error={tree.error} onRetry={tree.refetch} />}
      {tree.data === undefined && tree.error === null && entry !== undefined && (
        <PanelSkeleton label="Following the calls" />
      )}
      {tree.data !== undefined && (
        <div className={css.answer} aria-busy={tree.isPlaceholderData}>
          <p className={css.sentence}>
            <Phrases phrases={treeSentence({ hops, origin: finding?.origin }, growths, names, baseline.than)} />
          </p>
          <LookedLast query={tree} />
          {missed !== undefined && (
            <p className={css.missed} role="status">
              {names.ofNode(missed.origin)}, where it begins, lies deeper than this tree reaches.
              <Button onClick={() => change({ entry: missed.caller })}>From {names.ofNode(missed.caller)}</Button>
            </p>
          )}
          <TimeBarsPicture hops={hops} growths={growths} names={names} />
          <CallTreeTable tree={{ hops, origin: finding?.origin }} names={names} />
          {tree.data.warnings.map((warning) => (
            <p key={warning} className={css.note}>
              {warning}
            </p>
          ))}
          <div className={css.foot}>
            <p className={css.note}>
              Bar: now, tick: {baseline.words}. Means add up along the tree, percentiles do not. Calls made in parallel
              overlap, so own time is an estimate.
            </p>
            {way !== undefined && <MapLink view={way}>Worst way on the map</MapLink>}
          </div>
        </div>
      )}
    </>
  );
}

function NoEntry() {
  const [, change] = useInvestigation();
  return (
    <EmptyState title="Nothing enters the mesh at this moment">
      <p>A call tree begins where requests enter: at a gateway, or at a workload nobody in the mesh calls.</p>
      <Button onClick={() => change({ tab: "wrong" })}>What is wrong</Button>
    </EmptyState>
  );
}
