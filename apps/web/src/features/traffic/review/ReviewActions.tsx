import type { RoutePlan } from "@fyr/contract";
import { useId, useRef, useState } from "react";
import { Button } from "../../../ui/Button.tsx";
import { classNames } from "../../../ui/class-names.ts";
import { exactClock } from "../../../ui/clock.ts";
import { Kbd } from "../../../ui/Kbd.tsx";
import { StatusIcon } from "../../../ui/StatusIcon.tsx";
import { useView } from "../../../view/use-view.ts";
import { CopyButton } from "./CopyButton.tsx";
import { OwnedActions } from "./OwnedActions.tsx";
import css from "./ReviewActions.module.css";
import { useDocumentKey } from "./use-document-key.ts";

interface ReviewActionsProps {
  readonly plan: RoutePlan;
  readonly reason: string;
  /** Why Apply is off, in a sentence. */
  readonly hindrance: string | undefined;
  readonly applying: boolean;
  /** In a dialog: stays in sight while the rest scrolls. */
  readonly compact: boolean;
  readonly onReason: (reason: string) => void;
  readonly onBack: () => void;
  readonly onApply: () => void;
}

/**
 * Apply, or take the change elsewhere as a command or as YAML, or go back. What somebody else owns is taken elsewhere
 * first: to apply it all the same is a second choice, and takes a yes of its own.
 */
export function ReviewActions(props: ReviewActionsProps) {
  const { plan, reason, hindrance, applying, compact, onReason, onBack, onApply } = props;
  const hindranceId = useId();
  const off = hindrance !== undefined || applying;
  const owned = plan.confirmations.includes("owner-reverts");
  const [asking, setAsking] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  useDocumentKey(place, (event) => {
    const apply = event.key === "Enter" && (event.ctrlKey || event.metaKey);
    if (!apply && event.key !== "Escape") return;
    event.preventDefault();
    if (!apply) {
      if (asking) setAsking(false);
      else onBack();
    } else if (!off) {
      if (owned && !asking) setAsking(true);
      else onApply();
    }
  });
  const back = (
    <Button kind="quiet" large className={css.back} onClick={onBack}>
      Back to edit <Kbd>Esc</Kbd>
    </Button>
  );
  return (
    <div className={classNames(css.actions, compact && css.stays)} ref={place}>
      <label className={css.reason}>
        <span>
          Reason <span className={css.optional}>optional, kept in the history</span>
        </span>
        <input
          className={css.input}
          value={reason}
          maxLength={280}
          placeholder="e.g. v2 returns too many errors"
          onChange={(event) => onReason(event.currentTarget.value)}
        />
      </label>
      {hindrance !== undefined && (
        <p id={hindranceId} className={css.hindrance}>
          <StatusIcon status="failing" label="" /> {hindrance}
        </p>
      )}
      <PastNote />
      {owned ? (
        <OwnedActions
          plan={plan}
          off={off}
          applying={applying}
          asking={asking}
          back={back}
          onAsk={setAsking}
          onApply={onApply}
          {...(hindrance !== undefined && { describedBy: hindranceId })}
        />
      ) : (
        <div className={css.buttons}>
          <Button
            kind="primary"
            large
            disabled={off}
            {...(hindrance !== undefined && { "aria-describedby": hindranceId })}
            onClick={onApply}
          >
            {applying ? "Applying…" : "Apply"} <kbd className={css.key}>Ctrl ↵</kbd>
          </Button>
          <CopyButton large text={plan.kubectl} name="Copy kubectl patch" />
          <CopyButton large text={plan.yaml.after} name="Copy YAML" />
          {back}
        </div>
      )}
    </div>
  );
}

/** Nobody shall think that the past is what they change. */
function PastNote() {
  const [{ at }] = useView();
  if (at === undefined) return null;
  return (
    <p className={css.past}>
      You look at {exactClock(at)} in the past. Apply changes the cluster <strong>now</strong>, not then: what comes of
      it shows live.
    </p>
  );
}
