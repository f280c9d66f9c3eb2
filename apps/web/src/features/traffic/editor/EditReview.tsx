import type { ObjectEdit, ObjectView } from "@fyr/contract";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ApiError } from "../../../api/api-error.ts";
import { editPlan } from "../../../api/traffic-queries.ts";
import { Button } from "../../../ui/Button.tsx";
import { ProblemNotice } from "../../../ui/ProblemNotice.tsx";
import { PanelSkeleton } from "../../../ui/Skeleton.tsx";
import { focusOnMount } from "../review/focus-on-mount.ts";
import css from "./ObjectEditor.module.css";
import { PlannedEdits } from "./PlannedEdits.tsx";

interface EditReviewProps {
  readonly edits: readonly ObjectEdit[];
  readonly onDone: () => void;
  readonly onBack?: () => void;
  /** What is shown where somebody else was faster: the object as they left it is told. */
  readonly conflict?: (theirs: ObjectView) => React.ReactNode;
}

/** What exactly will be written and what was checked, before anything is. */
export function EditReview({ edits, onDone, onBack, conflict }: EditReviewProps) {
  const plan = useQuery(editPlan({ edits: [...edits] }));
  const [failure, setFailure] = useState<Error>();
  const theirs = conflictIn(failure) ?? conflictIn(plan.error);
  if (theirs !== undefined && conflict !== undefined) return conflict(theirs);
  return (
    <section className={css.editor} aria-label="Review" ref={focusOnMount} tabIndex={-1}>
      {plan.isPending && <PanelSkeleton label="Asking the cluster what this would do" />}
      {plan.isError && <ProblemNotice error={plan.error} onRetry={plan.refetch} />}
      {plan.data !== undefined && (
        <PlannedEdits plan={plan.data} edits={edits} onDone={onDone} onBack={onBack} onFailed={setFailure} />
      )}
      {plan.data === undefined && onBack !== undefined && (
        <div className={css.foot}>
          <Button kind="quiet" large onClick={onBack}>
            Back to edit
          </Button>
        </div>
      )}
    </section>
  );
}

/** The object as somebody else left it. */
function conflictIn(error: unknown): ObjectView | undefined {
  return error instanceof ApiError && error.code === "conflict" ? error.problem?.object : undefined;
}
