import type { TrafficRoute } from "@fyr/contract";
import { sameDestination } from "@fyr/routing";
import { useNow } from "../../../live/use-now.ts";
import { Button } from "../../../ui/Button.tsx";
import { Notice } from "../Notice.tsx";
import { labelDestinations } from "../route/destination-label.ts";
import { lastChangeInWords } from "../route/owner-text.ts";
import css from "./ConflictNotice.module.css";
import { type BasisState, type Draft, draftFault, rebaseDraft, ruleOf, sameWeights, weightsOf } from "./draft.ts";

interface ConflictNoticeProps {
  readonly draft: Draft;
  readonly route: TrafficRoute;
  readonly state: Exclude<BasisState, "same">;
  /** Puts the draft on the object as it is now. */
  readonly onRebase: (draft: Draft) => void;
  readonly onTakeTheirs: () => void;
}

/** The object changed on the cluster while weights were being moved: theirs beside mine, and a choice. */
export function ConflictNotice({ draft, route, state, onRebase, onTakeTheirs }: ConflictNoticeProps) {
  const now = useNow();
  const rebased = rebaseDraft(draft, route);
  const who = lastChangeInWords(route, now);
  if (wantsTheirs(draft, route)) {
    return (
      <Notice
        announced
        tone="plain"
        title={`${route.route.name} has these weights already${who === undefined ? "" : ` (${who})`}`}
      >
        <p>There is nothing left to apply.</p>
        <Button onClick={onTakeTheirs}>All right</Button>
      </Notice>
    );
  }
  if (state === "changed-elsewhere") {
    return (
      <Notice
        announced
        tone="plain"
        title={`${route.route.name} was changed meanwhile${who === undefined ? "" : ` (${who})`}`}
      >
        <p>Its weights are the same, and your draft is kept. The review rests on the newer version.</p>
        {rebased && <Button onClick={() => onRebase(rebased)}>All right</Button>}
      </Notice>
    );
  }
  return (
    <Notice
      announced
      tone="warn"
      title={`Somebody changed ${route.route.name} meanwhile${who === undefined ? "" : ` (${who})`}`}
    >
      <p>Nothing was overwritten, and your draft is kept.</p>
      <Sides draft={draft} route={route} />
      {rebased === undefined && <p>Your weights do not fit the destinations that are there now.</p>}
      <div className={css.actions}>
        {rebased && (
          <Button onClick={() => onRebase(rebased)} kind="primary">
            Re-plan mine on theirs
          </Button>
        )}
        <Button kind="quiet" onClick={onTakeTheirs}>
          Keep theirs, drop my draft
        </Button>
      </div>
    </Notice>
  );
}

/** What stands on the cluster is what the draft is after: somebody did the same, or an answer got lost on its way here. */
function wantsTheirs(draft: Draft, route: TrafficRoute): boolean {
  const theirs = ruleOf(route, draft.rule);
  return theirs !== undefined && draftFault(draft) === undefined && sameWeights(weightsOf(theirs), draft.weights);
}

function Sides({ draft, route }: { draft: Draft; route: TrafficRoute }) {
  const theirs = ruleOf(route, draft.rule);
  const rows = [...draft.weights];
  for (const weight of theirs === undefined ? [] : weightsOf(theirs)) {
    if (!rows.some((row) => sameDestination(row, weight))) rows.push(weight);
  }
  const labels = labelDestinations(rows);
  return (
    <table className={css.sides}>
      <thead>
        <tr>
          <th scope="col">Destination</th>
          <th scope="col">You began with</th>
          <th scope="col">Theirs now</th>
          <th scope="col">Yours</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={labels[index]?.text ?? index}>
            <th scope="row">{labels[index]?.text}</th>
            <td>{weightIn(draft.basis.weights, row)}</td>
            <td>
              <Moved weights={theirs === undefined ? [] : weightsOf(theirs)} base={draft.basis.weights} of={row} />
            </td>
            <td>
              <Moved weights={draft.weights} base={draft.basis.weights} of={row} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type Side = Draft["weights"];

/** A weight and, against the base of both sides, its difference. */
function Moved({ weights, base, of }: { weights: Side; base: Side; of: Side[number] }) {
  const weight = weights.find((each) => sameDestination(each, of))?.weight;
  const was = base.find((each) => sameDestination(each, of))?.weight;
  const difference = weight === undefined || was === undefined ? 0 : weight - was;
  return (
    <>
      <strong>{weightIn(weights, of)}</strong>{" "}
      {difference !== 0 && (
        <span className={css.difference}>
          {difference > 0 ? "+" : "−"}
          {Math.abs(difference)}
        </span>
      )}
    </>
  );
}

function weightIn(weights: Side, of: Side[number]): string {
  const weight = weights.find((each) => sameDestination(each, of));
  return weight === undefined ? "not there" : String(weight.weight);
}
