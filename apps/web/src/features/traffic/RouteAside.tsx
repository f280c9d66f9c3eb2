import type { RouteChange, RouteRule, TrafficRoute } from "@fyr/contract";
import { CanaryComparison } from "./canary/CanaryComparison.tsx";
import { RouteExtras } from "./editor/RouteExtras.tsx";
import { History } from "./history/History.tsx";
import css from "./RouteAside.module.css";
import { useRoutePlan } from "./review/use-route-plan.ts";
import { WeightDiff } from "./review/WeightDiff.tsx";
import type { Draft } from "./weights/draft.ts";
import { type EditorState, isUnsaved } from "./weights/editor-state.ts";

interface RouteAsideProps {
  readonly route: TrafficRoute;
  readonly rule: RouteRule;
  readonly state: EditorState;
  /** The route is not there any more: nothing of it is live. */
  readonly isGone: boolean;
  readonly windowSeconds: number;
  readonly onUndone: (undo: RouteChange) => void;
  /** A draft of earlier weights, to be reviewed. */
  readonly onReview: (draft: Draft) => void;
}

/** What to decide by: how the canary does, what will change, what was done before. */
export function RouteAside({ route, rule, state, isGone, windowSeconds, onUndone, onReview }: RouteAsideProps) {
  return (
    <aside className={css.aside} aria-label="What to decide by">
      {!isGone && <CanaryComparison route={route.route} rule={rule} />}
      {state.step === "review" && !isGone && <PlannedDiff route={route} state={state} />}
      {!isGone && <RouteExtras route={route} />}
      <History
        route={route}
        windowSeconds={windowSeconds}
        writable={route.editable && !isGone && !isUnsaved(state)}
        onUndone={onUndone}
        onReview={onReview}
      />
    </aside>
  );
}

/** The same question the review asks: answered once for both. */
function PlannedDiff({ route, state }: { route: TrafficRoute; state: Extract<EditorState, { step: "review" }> }) {
  const { plan } = useRoutePlan(route, state.draft);
  return plan === undefined ? null : <WeightDiff plan={plan} />;
}
