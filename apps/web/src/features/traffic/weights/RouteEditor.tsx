import type { RouteRule, TrafficRoute, Weight } from "@fyr/contract";
import { StatusIcon } from "../../../ui/StatusIcon.tsx";
import { followChange } from "../progress/change-log.ts";
import { useChangeLog } from "../progress/use-change-log.ts";
import { RouteOwner } from "../route/RouteHeading.tsx";
import { isMeasured, totalRate } from "../route/split-drift.ts";
import { useReadOnlyReason } from "../route/use-read-only-reason.ts";
import { ConflictNotice } from "./ConflictNotice.tsx";
import {
  type BasisState,
  basisState,
  type Draft,
  isConflict,
  isMoved,
  ruleOf,
  startDraft,
  weightsOf,
} from "./draft.ts";
import { type EditorState, shownDraft } from "./editor-state.ts";
import { GoneNotice } from "./GoneNotice.tsx";
import { NextStep } from "./NextStep.tsx";
import css from "./RouteEditor.module.css";
import { RuleCard } from "./RuleCard.tsx";
import { StepTrail } from "./StepTrail.tsx";

interface RouteEditorProps {
  readonly route: TrafficRoute;
  readonly rule: RouteRule;
  readonly state: EditorState;
  /** The route was deleted, or no longer splits: it is shown as it was last seen. */
  readonly isGone?: boolean;
  readonly onState: (state: EditorState) => void;
  readonly onChooseRule?: (rule: RouteRule) => void;
  /** In a dialog: the YAML stands below the checks instead of beside them. */
  readonly compact?: boolean;
}

/** The road of one rule: edit, review, apply, see it in traffic, and back. */
export function RouteEditor(props: RouteEditorProps) {
  const { route, rule, state: kept, isGone = false, onState, onChooseRule, compact = false } = props;
  const { changes } = useChangeLog(route.route);
  const state: EditorState = kept.step === "watch" ? { ...kept, change: followChange(kept.change, changes) } : kept;
  const draft = shownDraft(state, route, rule);
  const readOnly = useReadOnlyReason(route);
  const standing = isGone ? "gone" : state.step === "watch" ? "same" : basisState(draft, route);
  const perSecond = rateOf(route, draft);
  const toEdit = (next: Draft) => onState({ step: "edit", draft: next });
  const toFresh = () => toEdit(startDraft(route, rule));
  return (
    <div className={css.editor}>
      <div className={css.trail}>
        <StepTrail at={state.step} finished={state.step === "watch" && state.change.status.phase === "observed"} />
        <RouteOwner route={route} />
      </div>
      {readOnly !== undefined && <ReadOnlyNotice reason={readOnly} />}
      <Standing route={route} state={state} standing={standing} onState={onState} onFresh={toFresh} />
      <RuleCard
        route={route}
        draft={draft}
        theirs={standing !== "gone" && isConflict(standing) ? weightsNow(route, draft) : undefined}
        disabled={readOnly !== undefined || isGone || state.step === "watch"}
        onDraft={toEdit}
        perSecond={state.step === "watch" ? state.perSecond : perSecond}
        onChooseRule={state.step === "edit" && !isGone ? onChooseRule : undefined}
      />
      <NextStep
        route={route}
        draft={draft}
        state={state}
        standing={standing}
        compact={compact}
        perSecond={perSecond}
        onState={onState}
        onFresh={toFresh}
      />
    </div>
  );
}

function weightsNow(route: TrafficRoute, draft: Draft): readonly Weight[] | undefined {
  const rule = ruleOf(route, draft.rule);
  return rule && weightsOf(rule);
}

/** Of the rule that is open, where no other has a part in what was measured. */
function rateOf(route: TrafficRoute, draft: Draft): number | undefined {
  const rule = ruleOf(route, draft.rule);
  return rule !== undefined && route.rules.length === 1 && isMeasured(rule) ? totalRate(rule) : undefined;
}

interface StandingProps {
  readonly route: TrafficRoute;
  readonly state: EditorState;
  readonly standing: BasisState | "gone";
  readonly onState: (state: EditorState) => void;
  readonly onFresh: () => void;
}

/** What happened to the object while somebody was busy with it here. */
function Standing({ route, state, standing, onState, onFresh }: StandingProps) {
  if (standing === "gone") return <GoneNotice route={route} state={state} onDrop={onFresh} />;
  if (standing === "same" || state.step === "watch" || !isMoved(state.draft)) return null;
  return (
    <ConflictNotice
      draft={state.draft}
      route={route}
      state={standing}
      onRebase={(rebased) => onState({ ...state, draft: rebased })}
      onTakeTheirs={onFresh}
    />
  );
}

function ReadOnlyNotice({ reason }: { reason: string }) {
  return (
    <p className={css.readOnly}>
      <StatusIcon status="notice" label="" /> {reason}
    </p>
  );
}
