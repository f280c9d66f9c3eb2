import type { RoutePlan } from "@fyr/contract";
import { IconExternalLink } from "@tabler/icons-react";
import { Button } from "../../../ui/Button.tsx";
import { Notice } from "../Notice.tsx";
import { ownerConsequence, ownerInWords, ownerVerdict } from "../route/owner-text.ts";
import { CopyButton } from "./CopyButton.tsx";
import { focusInSight } from "./focus-on-mount.ts";
import { kustomizePatches } from "./kustomize-patch.ts";
import { sourceLink } from "./owner-source.ts";
import css from "./ReviewActions.module.css";

interface OwnedActionsProps {
  readonly plan: RoutePlan;
  readonly off: boolean;
  readonly applying: boolean;
  /** The second question is open. */
  readonly asking: boolean;
  readonly back: React.ReactNode;
  /** Id of what says why applying is off. */
  readonly describedBy?: string;
  readonly onAsk: (asking: boolean) => void;
  readonly onApply: () => void;
}

/** What somebody else owns is changed where it comes from; to apply it here all the same takes a yes of its own. */
export function OwnedActions(props: OwnedActionsProps) {
  const { plan, off, applying, asking, back, describedBy, onAsk, onApply } = props;
  const { owner } = plan;
  const source = sourceLink(owner);
  return (
    <>
      <Notice tone="warn" title={ownerVerdict(owner)}>
        <p>
          {owner.drives
            ? `Change the weights through ${ownerInWords(owner)} where you can.`
            : "Change it where it comes from, and it stays."}
          {source !== undefined && <span className={css.source}> {source.words}</span>}
        </p>
      </Notice>
      <div className={css.buttons}>
        <CopyButton large primary text={kustomizePatches([{ ...plan, object: plan.route }])} name="Copy patch" />
        <CopyButton large text={plan.yaml.after} name="Copy YAML" />
        <CopyButton large text={plan.kubectl} name="Copy kubectl patch" />
        {source?.href !== undefined && (
          <a className={css.open} href={source.href} target="_blank" rel="noreferrer">
            Open in repo <IconExternalLink size={14} stroke={1.6} aria-hidden="true" />
          </a>
        )}
        {back}
      </div>
      {asking ? (
        <section
          className={css.second}
          ref={focusInSight}
          tabIndex={-1}
          aria-label="Apply although somebody else owns it"
        >
          <p>
            <strong>Apply anyway: {ownerConsequence(owner)}</strong>
          </p>
          <div className={css.buttons}>
            <Button
              large
              disabled={off}
              {...(describedBy !== undefined && { "aria-describedby": describedBy })}
              onClick={onApply}
            >
              {applying ? "Applying…" : "Apply anyway"} <kbd className={css.key}>Ctrl ↵</kbd>
            </Button>
            <Button kind="quiet" large onClick={() => onAsk(false)}>
              Do not apply
            </Button>
          </div>
        </section>
      ) : (
        <div className={css.buttons}>
          <Button kind="quiet" disabled={off} onClick={() => onAsk(true)}>
            Apply anyway…
          </Button>
        </div>
      )}
    </>
  );
}
