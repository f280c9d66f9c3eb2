import type { RouteChange, TrafficRoute } from "@fyr/contract";
import { useRef } from "react";
import { ApiError } from "../../api/api-error.ts";
import { Button } from "../../ui/Button.tsx";
import { Kbd } from "../../ui/Kbd.tsx";
import { ProblemNotice } from "../../ui/ProblemNotice.tsx";
import { PanelSkeleton } from "../../ui/Skeleton.tsx";
import { Checks } from "./Checks.tsx";
import { blockReason } from "./check-text.ts";
import { type Draft, sameWeights } from "./draft.ts";
import { FailedTry } from "./FailedTry.tsx";
import { focusOnMount } from "./focus-on-mount.ts";
import css from "./Review.module.css";
import { ReviewActions } from "./ReviewActions.tsx";
import { useDocumentKey } from "./use-document-key.ts";
import { useApply, useRoutePlan } from "./use-route-plan.ts";
import { WeightDiff } from "./WeightDiff.tsx";

interface ReviewProps {
  readonly route: TrafficRoute;
  readonly draft: Draft;
  readonly reason: string;
  /** Something stands between the draft and applying it that is said elsewhere on screen. */
  readonly withheld: boolean;
  /** Shows the YAML here, where no column beside does. */
  readonly compact: boolean;
  readonly onReason: (reason: string) => void;
  readonly onBack: () => void;
  readonly onApplied: (change: RouteChange) => void;
}

/** What exactly will change and what was checked, before anything is written. */
export function Review(props: ReviewProps) {
  return (
    <section className={css.review} aria-label="Review" ref={focusOnMount} tabIndex={-1}>
      <Plan {...props} />
    </section>
  );
}

function Plan({ route, draft, reason, withheld, compact, onReason, onBack, onApplied }: ReviewProps) {
  const plan = useRoutePlan(route, draft, true);
  const apply = useApply();
  if (plan.isPending) {
    return (
      <>
        <PanelSkeleton label="Asking the cluster what this would do" />
        <BackButton onBack={onBack} />
      </>
    );
  }
  if (plan.isError) {
    const refused = plan.error instanceof ApiError ? plan.error.problem?.plan : undefined;
    return (
      <>
        <ProblemNotice error={plan.error} onRetry={plan.refetch} />
        {refused && <Checks plan={refused} />}
        <BackButton onBack={onBack} />
      </>
    );
  }
  const fresh = sameWeights(plan.data.before, draft.basis.weights);
  const hindrance = withheld
    ? "Settle above what to do with the other change first."
    : !fresh
      ? "The weights on the cluster are not the ones this draft began with: reading them again."
      : blockReason(plan.data.checks, route.route);
  return (
    <>
      <Checks plan={plan.data} folded={compact} />
      {compact && <WeightDiff plan={plan.data} low />}
      {apply.isError && !isConflict(apply.error) && (
        <FailedTry what="Apply" at={apply.submittedAt} error={apply.error} />
      )}
      <ReviewActions
        plan={plan.data}
        reason={reason}
        hindrance={hindrance}
        applying={apply.isPending}
        onReason={onReason}
        onBack={onBack}
        onApply={() => apply.mutate({ plan: plan.data, reason }, { onSuccess: onApplied })}
      />
    </>
  );
}

/** The way back while there is nothing to apply. */
function BackButton({ onBack }: { onBack: () => void }) {
  const place = useRef<HTMLDivElement>(null);
  useDocumentKey(place, (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    onBack();
  });
  return (
    <div ref={place}>
      <Button kind="quiet" large onClick={onBack}>
        Back to edit <Kbd>Esc</Kbd>
      </Button>
    </div>
  );
}

/** A conflict that shows theirs is told by the notice above the rules. */
function isConflict(error: unknown): boolean {
  return error instanceof ApiError && error.code === "conflict" && error.problem?.theirs !== undefined;
}
