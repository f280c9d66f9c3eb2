import type { EditPlan } from "@fyr/contract";
import { IconExternalLink } from "@tabler/icons-react";
import { Button } from "../../../ui/Button.tsx";
import { Kbd } from "../../../ui/Kbd.tsx";
import { CopyButton } from "../review/CopyButton.tsx";
import { kustomizePatches } from "../review/kustomize-patch.ts";
import { sourceLink } from "../review/owner-source.ts";
import css from "./ObjectEditor.module.css";

interface EditFootProps {
  readonly plan: EditPlan;
  readonly off: boolean;
  readonly isApplying: boolean;
  readonly onApply: () => void;
  readonly onBack: (() => void) | undefined;
}

/** Apply, or take the edit elsewhere, or go back. What somebody else owns is taken elsewhere first. */
export function EditFoot({ plan, off, isApplying, onApply, onBack }: EditFootProps) {
  const isOwned = plan.confirmations.includes("owner-reverts");
  const apply = (
    <Button kind={isOwned ? "plain" : "primary"} large disabled={off} onClick={onApply}>
      {isApplying ? "Applying…" : isOwned ? "Apply anyway" : "Apply"}
    </Button>
  );
  return (
    <div className={css.foot}>
      {!isOwned && apply}
      <Copies plan={plan} isFirst={isOwned} />
      {isOwned && <Source plan={plan} />}
      {isOwned && apply}
      {onBack !== undefined && (
        <Button kind="quiet" large onClick={onBack}>
          Back to edit
        </Button>
      )}
      <span className={css.unit}>
        <Kbd>Esc</Kbd> closes
      </span>
    </div>
  );
}

/** Of what is deleted, as it is: whoever wants it back has it. A patch for a kustomization says how objects that are there change; others are taken along whole. */
function Copies({ plan, isFirst }: { plan: EditPlan; isFirst: boolean }) {
  const isPatch = plan.edits.every(({ op }) => op === "update");
  return (
    <>
      {isFirst && isPatch && <CopyButton large primary text={kustomizePatches(plan.edits)} name="Copy patch" />}
      <CopyButton large text={plan.edits.map(({ kubectl }) => kubectl).join("\n")} name="Copy kubectl" />
      <CopyButton large text={plan.edits.map(({ yaml }) => yaml.after || yaml.before).join("---\n")} name="Copy YAML" />
    </>
  );
}

function Source({ plan }: { plan: EditPlan }) {
  const source = sourceLink(plan.owner);
  if (source?.href === undefined) return null;
  return (
    <a className={css.source} href={source.href} target="_blank" rel="noreferrer" title={source.words}>
      Open in repo <IconExternalLink size={14} stroke={1.6} aria-hidden="true" />
    </a>
  );
}
