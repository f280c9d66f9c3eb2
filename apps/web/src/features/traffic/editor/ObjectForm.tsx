import type { ObjectRef, ObjectView } from "@fyr/contract";
import { useQuery } from "@tanstack/react-query";
import { objectView } from "../../../api/traffic-queries.ts";
import { Button } from "../../../ui/Button.tsx";
import { ProblemNotice } from "../../../ui/ProblemNotice.tsx";
import { PanelSkeleton } from "../../../ui/Skeleton.tsx";
import { Notice } from "../Notice.tsx";
import { currentObject, isBehind, type SessionObject } from "./edit-session.ts";
import css from "./ObjectEditor.module.css";
import { PolicyForm } from "./PolicyForm.tsx";
import { RulesForm } from "./RulesForm.tsx";
import { type SpecDraft, withSpec, withText } from "./spec-draft.ts";
import { YamlPane } from "./YamlPane.tsx";

interface ObjectFormProps {
  readonly asked: ObjectRef;
  readonly own: SessionObject | undefined;
  readonly onObject: (object: SessionObject) => void;
  /** Told the object as somebody else left it while it was edited here. */
  readonly onTheirs: (theirs: ObjectView) => void;
}

/** What Fyr writes is pushed; what others write with kubectl is asked for. */
const askedEveryMs = 5_000;

/** The form and the YAML of one object: both write the same spec. */
export function ObjectForm({ asked, own, onObject, onTheirs }: ObjectFormProps) {
  const view = useQuery({ ...objectView(asked), refetchInterval: askedEveryMs });
  if (view.isPending) return <PanelSkeleton label="Reading the object" />;
  if (view.data === undefined) return <ProblemNotice error={view.error} onRetry={view.refetch} />;
  const theirs = view.data;
  const { kind } = asked;
  const { basis, draft } = currentObject(own, theirs);
  const readOnly = !basis.editable;
  const set = (next: SpecDraft) => onObject({ basis, draft: next });
  const form = {
    spec: draft.spec,
    disabled: readOnly || draft.fault !== undefined,
    onSpec: (spec: SpecDraft["spec"]) => set(withSpec(draft, spec)),
  };
  return (
    <>
      {readOnly && <p className={css.note}>You may look but not change: your account may not patch this object.</p>}
      {own !== undefined && isBehind(own, theirs) && (
        <Notice tone="warn" title={`Somebody changed ${asked.name} meanwhile`} announced>
          <p>Your draft is kept. Nothing of theirs is overwritten before you have seen it.</p>
          <Button onClick={() => onTheirs(theirs)}>Show their change</Button>
        </Notice>
      )}
      <div className={css.sides}>
        <section className={css.form} aria-label="Form">
          {kind === "DestinationRule" ? <PolicyForm {...form} /> : <RulesForm kind={kind} {...form} />}
        </section>
        <section className={css.yaml} aria-label="YAML">
          <div className={css.path}>
            {kind} {asked.namespace}/{asked.name} · spec
          </div>
          <YamlPane
            label={`YAML of ${kind} ${asked.name}`}
            text={draft.text}
            fault={draft.fault}
            readOnly={readOnly}
            onText={(text) => set(withText(draft, text))}
          />
          {draft.fault !== undefined && (
            <Notice tone="bad" title={`Line ${draft.fault.line}: ${draft.fault.message}`} announced>
              <p>The form waits until this is YAML again.</p>
            </Notice>
          )}
        </section>
      </div>
    </>
  );
}
