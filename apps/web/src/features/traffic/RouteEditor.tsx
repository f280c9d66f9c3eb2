import type { RouteRule, TrafficRoute } from "@fyr/contract";
import { Button } from "../../ui/Button.tsx";
import { StatusIcon } from "../../ui/StatusIcon.tsx";
import { ChangeProgress } from "./ChangeProgress.tsx";
import { ConflictNotice } from "./ConflictNotice.tsx";
import { followChange } from "./change-log.ts";
import { basisState, type Draft, draftFault, isMoved, startDraft } from "./draft.ts";
import { type EditorState, shownDraft } from "./editor-state.ts";
import { readOnlyReason } from "./owner-text.ts";
import { Review } from "./Review.tsx";
import css from "./RouteEditor.module.css";
import { RouteOwner } from "./RouteHeading.tsx";
import { RuleCard } from "./RuleCard.tsx";
import { StepTrail } from "./StepTrail.tsx";
import { useChangeLog } from "./use-change-log.ts";

interface RouteEditorProps {
  readonly route: TrafficRoute;
  readonly rule: RouteRule;
  readonly state: EditorState;
  readonly onState: (state: EditorState) => void;
  readonly onChooseRule?: (rule: RouteRule) => void;
  /** In a dialog: the YAML stands below the checks instead of beside them. */
  readonly compact?: boolean;
}

/** The road of one rule: edit, review, apply, see it in traffic, and back. */
export function RouteEditor({ route, rule, state: kept, onState, onChooseRule, compact = false }: RouteEditorProps) {
  const { changes } = useChangeLog(route.route);
  const state: EditorState = kept.step === "watch" ? { ...kept, change: followChange(kept.change, changes) } : kept;
  const draft = shownDraft(state, route, rule);
  const readOnly = readOnlyReason(route);
  const standing = state.step === "watch" ? "same" : basisState(draft, route);
  const toEdit = (next: Draft) => onState({ step: "edit", draft: next });
  return (
    <div className={css.editor}>
      <div className={css.trail}>
        <StepTrail at={state.step} finished={state.step === "watch" && state.change.status.phase === "observed"} />
        <RouteOwner route={route} />
      </div>
      {readOnly !== undefined && <ReadOnlyNotice reason={readOnly} />}
      {standing !== "same" && state.step !== "watch" && isMoved(draft) && (
        <ConflictNotice
          draft={draft}
          route={route}
          state={standing}
          onRebase={(rebased) => onState({ ...state, draft: rebased })}
          onTakeTheirs={() => toEdit(startDraft(route, rule))}
        />
      )}
      <RuleCard
        route={route}
        draft={draft}
        disabled={readOnly !== undefined || state.step === "watch"}
        onDraft={toEdit}
        onChooseRule={state.step === "edit" ? onChooseRule : undefined}
      />
      <NextStep
        route={route}
        draft={draft}
        state={state}
        withheld={standing === "weights-changed" || standing === "destinations-changed"}
        compact={compact}
        onState={onState}
        onFresh={() => toEdit(startDraft(route, rule))}
      />
    </div>
  );
}

interface NextStepProps {
  readonly route: TrafficRoute;
  readonly draft: Draft;
  readonly state: EditorState;
  /** The draft must be settled with somebody else's change first. */
  readonly withheld: boolean;
  readonly compact: boolean;
  readonly onState: (state: EditorState) => void;
  /** Back to the weights as they are on the cluster. */
  readonly onFresh: () => void;
}

/** What comes below the rules: the way to the review, the review itself, or the change on its way. */
function NextStep({ route, draft, state, withheld, compact, onState, onFresh }: NextStepProps) {
  switch (state.step) {
    case "edit":
      return (
        <EditActions
          draft={draft}
          editable={route.editable}
          onReview={() => onState({ step: "review", draft, reason: "" })}
          onDiscard={onFresh}
        />
      );
    case "review":
      return (
        <Review
          route={route}
          draft={draft}
          reason={state.reason}
          withheld={withheld}
          compact={compact}
          onReason={(reason) => onState({ ...state, reason })}
          onBack={() => onState({ step: "edit", draft })}
          onApplied={(change) => onState({ step: "watch", change })}
        />
      );
    case "watch":
      return (
        <ChangeProgress
          change={state.change}
          onAgain={onFresh}
          onUndone={(undo) => onState({ step: "watch", change: undo })}
        />
      );
  }
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

function ReadOnlyNotice({ reason }: { reason: string }) {
  return (
    <p className={css.readOnly}>
      <StatusIcon status="notice" label="" /> {reason}
    </p>
  );
}
