import type { TrafficRoute } from "@fyr/contract";
import { Suspense, useRef } from "react";
import { Button } from "../../../ui/Button.tsx";
import { loadLater } from "../../../ui/load-later.tsx";
import { ChangeProgress } from "../progress/ChangeProgress.tsx";
import { Review } from "../review/Review.tsx";
import { type BasisState, type Draft, draftFault, isConflict, isMoved } from "./draft.ts";
import type { EditorState } from "./editor-state.ts";
import css from "./NextStep.module.css";

const ShiftPlan = loadLater(async () => (await import("../guard/ShiftPlan.tsx")).ShiftPlan);

interface NextStepProps {
  readonly route: TrafficRoute;
  readonly draft: Draft;
  readonly state: EditorState;
  readonly standing: BasisState | "gone";
  readonly compact: boolean;
  /** Requests a second of the rule now; absent where that is not known. */
  readonly perSecond: number | undefined;
  readonly onState: (state: EditorState) => void;
  /** Back to the weights as they are on the cluster. */
  readonly onFresh: () => void;
}

/** What comes below the rules: the way to the review, the review itself, or the change on its way. */
export function NextStep(props: NextStepProps) {
  const place = useRef<HTMLDivElement>(null);
  // What is pressed to go on is gone then: the focus stays here instead of falling to the top of the page.
  const keepFocus = () => place.current?.focus({ preventScroll: true });
  const onState = (next: EditorState) => {
    if (next.step !== props.state.step) keepFocus();
    props.onState(next);
  };
  const onFresh = () => {
    keepFocus();
    props.onFresh();
  };
  return (
    <div ref={place} tabIndex={-1} className={css.next}>
      <StepContent {...props} onState={onState} onFresh={onFresh} />
    </div>
  );
}

function StepContent({ route, draft, state, standing, compact, perSecond, onState, onFresh }: NextStepProps) {
  switch (state.step) {
    case "edit":
      return (
        <>
          <EditActions
            draft={draft}
            editable={route.editable && standing !== "gone"}
            onReview={() => onState({ step: "review", draft, reason: "" })}
            onDiscard={onFresh}
          />
          {!compact && route.editable && standing === "same" && !isMoved(draft) && (
            <Suspense>
              <ShiftPlan route={route} ruleRef={draft.rule} />
            </Suspense>
          )}
        </>
      );
    case "review":
      return (
        <Review
          route={route}
          draft={draft}
          reason={state.reason}
          withheld={withheldReason(standing)}
          compact={compact}
          onReason={(reason) => onState({ ...state, reason })}
          onBack={() => onState({ step: "edit", draft })}
          onApplied={(change) => onState({ step: "watch", change, perSecond })}
        />
      );
    case "watch":
      return (
        <ChangeProgress
          key={state.change.id}
          change={state.change}
          route={route}
          onAgain={onFresh}
          onUndone={(undo) => onState({ step: "watch", change: undo, perSecond })}
          onReview={(next) => onState({ step: "review", draft: next, reason: "" })}
        />
      );
  }
}

function withheldReason(standing: BasisState | "gone"): string | undefined {
  if (standing === "gone") return "There is nothing to check or compare while the route is gone.";
  return isConflict(standing) ? "Checks and diff follow once you have chosen above." : undefined;
}

function EditActions(props: { draft: Draft; editable: boolean; onReview: () => void; onDiscard: () => void }) {
  const { draft, editable, onReview, onDiscard } = props;
  const fault = draftFault(draft);
  return (
    <div className={css.actions}>
      <Button kind="primary" large disabled={!editable || fault !== undefined} onClick={onReview}>
        Review change
      </Button>
      {isMoved(draft) && (
        <Button kind="quiet" large onClick={onDiscard}>
          Discard
        </Button>
      )}
      <span className={css.fault}>{editable ? (fault ?? "Nothing is written until you apply it.") : ""}</span>
    </div>
  );
}
