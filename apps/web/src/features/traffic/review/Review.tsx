import type { GuardRequest, RouteChange, TrafficRoute } from "@fyr/contract";
import { Suspense, useRef, useState } from "react";
import { ApiError } from "../../../api/api-error.ts";
import { Button } from "../../../ui/Button.tsx";
import { Kbd } from "../../../ui/Kbd.tsx";
import { loadLater } from "../../../ui/load-later.tsx";
import { ProblemNotice } from "../../../ui/ProblemNotice.tsx";
import { PanelSkeleton } from "../../../ui/Skeleton.tsx";
import type { Draft } from "../weights/draft.ts";
import { Checks } from "./Checks.tsx";
import { blockReason } from "./check-text.ts";
import { FailedTry } from "./FailedTry.tsx";
import { focusOnMount } from "./focus-on-mount.ts";
import css from "./Review.module.css";
import { ReviewActions } from "./ReviewActions.tsx";
import { useApply } from "./use-apply.ts";
import { useDocumentKey } from "./use-document-key.ts";
import { useRoutePlan } from "./use-route-plan.ts";
import { WeightDiff } from "./WeightDiff.tsx";

const GuardThis = loadLater(async () => (await import("../guard/GuardThis.tsx")).GuardThis);

interface ReviewProps {
  readonly route: TrafficRoute;
  readonly draft: Draft;
  readonly reason: string;
  /** Why no plan is made yet, in a sentence: another change has to be settled first. */
  readonly withheld: string | undefined;
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
      {props.withheld !== undefined ? (
        <>
          <p className={css.waiting}>{props.withheld}</p>
          <BackButton onBack={props.onBack} />
        </>
      ) : (
        <Plan {...props} />
      )}
    </section>
  );
}

function Plan({ route, draft, reason, compact, onReason, onBack, onApplied }: ReviewProps) {
  const { answer, plan } = useRoutePlan(route, draft);
  const { apply, error, failedAt, isApplying } = useApply(onApplied);
  const [guard, setGuard] = useState<GuardRequest>();
  if (answer.isError) {
    const refused = answer.error instanceof ApiError ? answer.error.problem?.plan : undefined;
    return (
      <>
        <ProblemNotice error={answer.error} onRetry={answer.refetch} />
        {refused && <Checks plan={refused} />}
        <BackButton onBack={onBack} />
      </>
    );
  }
  if (plan === undefined) {
    return (
      <>
        {!answer.isPending && (
          <p className={css.waiting}>The weights on the cluster have just changed: reading them.</p>
        )}
        <PanelSkeleton label="Asking the cluster what this would do" />
        <BackButton onBack={onBack} />
      </>
    );
  }
  return (
    <>
      <Checks plan={plan} folded={compact} />
      {compact && <WeightDiff plan={plan} low />}
      {error !== null && !isConflictOfWeights(error) && <FailedTry what="Apply" at={failedAt} error={error} />}
      <Suspense>
        <GuardThis route={route} plan={plan} onGuard={setGuard} />
      </Suspense>
      <ReviewActions
        plan={plan}
        reason={reason}
        hindrance={blockReason(plan.checks, route.route)}
        applying={isApplying}
        compact={compact}
        onReason={onReason}
        onBack={onBack}
        onApply={() => apply(plan, reason, guard)}
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
function isConflictOfWeights(error: unknown): boolean {
  return error instanceof ApiError && error.code === "conflict" && error.problem?.theirs !== undefined;
}
