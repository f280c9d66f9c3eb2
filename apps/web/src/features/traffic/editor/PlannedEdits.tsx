import type { Confirmation, EditPlan, ObjectEdit, RouteRef } from "@fyr/contract";
import { useState } from "react";
import { StatusIcon } from "../../../ui/StatusIcon.tsx";
import { Checks } from "../review/Checks.tsx";
import { blockReason } from "../review/check-text.ts";
import { FailedTry } from "../review/FailedTry.tsx";
import { Confirmations } from "./Confirmations.tsx";
import { EditDiff } from "./EditDiff.tsx";
import { EditFoot } from "./EditFoot.tsx";
import { EndChoice } from "./EndChoice.tsx";
import css from "./ObjectEditor.module.css";
import { useApplyEdit } from "./use-apply-edit.ts";

interface PlannedEditsProps {
  readonly plan: EditPlan;
  readonly edits: readonly ObjectEdit[];
  readonly onDone: () => void;
  readonly onBack: (() => void) | undefined;
  readonly onFailed: (error: Error) => void;
}

/** Checks, differences, what needs a second yes, and the way to apply. */
export function PlannedEdits({ plan, edits, onDone, onBack, onFailed }: PlannedEditsProps) {
  const [confirmed, setConfirmed] = useState<readonly Confirmation[]>([]);
  const [minutes, setMinutes] = useState(10);
  const [reason, setReason] = useState("");
  const { apply, isApplying, error, failedAt } = useApplyEdit({ onApplied: onDone, onFailed });
  const route = routeOf(plan);
  const block = blockReason(plan.checks, route);
  const isOpen = plan.confirmations.some((each) => !confirmed.includes(each));
  const hindrance = block ?? (isOpen ? "Say yes to what is asked above first." : undefined);
  const send = () =>
    apply({
      edits: [...edits],
      ...(reason.trim() !== "" && { reason: reason.trim() }),
      ...(confirmed.length > 0 && { confirmed: [...confirmed] }),
      ...(plan.needsEnd && { endsAt: new Date(Date.now() + minutes * 60_000).toISOString() }),
    });
  return (
    <>
      <Checks plan={{ checks: plan.checks, route, owner: plan.owner, edited: "object" }} folded />
      {plan.edits.map(({ op, object, yaml }) => (
        <EditDiff
          key={`${object.kind} ${object.namespace}/${object.name}`}
          title={`${verbs[op]} ${object.kind} ${object.name}`}
          before={yaml.before}
          after={yaml.after}
        />
      ))}
      {plan.needsEnd && <EndChoice minutes={minutes} onMinutes={setMinutes} />}
      <Confirmations plan={plan} confirmed={confirmed} onConfirmed={setConfirmed} />
      <label className={css.reason}>
        <span>
          Reason <span className={css.unit}>optional, kept in the history</span>
        </span>
        <input
          className={css.text}
          value={reason}
          maxLength={280}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
      </label>
      {error !== null && <FailedTry what="Apply" at={failedAt} error={error} />}
      {isApplying && plan.edits.length > 1 && (
        <p className={css.note} role="status">
          One after the other: the next is written once istiod was seen to push what it rests on, or after a wait where
          istiod is not measured.
        </p>
      )}
      {hindrance !== undefined && (
        <p className={css.hindrance}>
          <StatusIcon status="failing" label="" /> {hindrance}
        </p>
      )}
      <EditFoot
        plan={plan}
        off={hindrance !== undefined || isApplying}
        isApplying={isApplying}
        onApply={send}
        onBack={onBack}
      />
    </>
  );
}

const verbs = { create: "Create", update: "Change", delete: "Delete" } as const;

/** What sentences of checks are about: the route of an edit, which comes last. */
function routeOf(plan: EditPlan): RouteRef {
  const { kind, namespace, name } = plan.edits.at(-1)?.object ?? { kind: "VirtualService", namespace: "", name: "" };
  return { kind: kind === "DestinationRule" || kind === "Service" ? "VirtualService" : kind, namespace, name };
}
