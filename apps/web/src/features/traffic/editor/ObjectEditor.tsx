import type { ObjectRef, ObjectView } from "@fyr/contract";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { objectView } from "../../../api/traffic-queries.ts";
import { Button } from "../../../ui/Button.tsx";
import { ProblemNotice } from "../../../ui/ProblemNotice.tsx";
import { Segmented } from "../../../ui/Segmented.tsx";
import { PanelSkeleton } from "../../../ui/Skeleton.tsx";
import { ConflictChoice } from "./ConflictChoice.tsx";
import { EditReview } from "./EditReview.tsx";
import { editsOf, isEdited, onTheirs, type SessionObject, startObject } from "./edit-session.ts";
import css from "./ObjectEditor.module.css";
import { ObjectForm } from "./ObjectForm.tsx";

interface ObjectEditorProps {
  readonly asked: ObjectRef;
  readonly onUnsaved: (unsaved: boolean) => void;
  readonly onDone: () => void;
}

/** The object asked for, and those that speak for where it sends: each its own tab, one review for all. */
export function ObjectEditor({ asked, onUnsaved, onDone }: ObjectEditorProps) {
  const first = useQuery(objectView(asked));
  const [chosen, setChosen] = useState(keyOf(asked));
  const [session, setSession] = useState<Readonly<Record<string, SessionObject>>>({});
  const [step, setStep] = useState<"edit" | "review">("edit");
  const [theirs, setTheirs] = useState<ObjectView>();
  if (first.isPending) return <PanelSkeleton label="Reading the object" />;
  if (first.data === undefined) return <ProblemNotice error={first.error} onRetry={first.refetch} />;
  const refs = [asked, ...first.data.related];
  const change = (object: SessionObject) => {
    const next = { ...session, [keyOf(object.basis.object)]: object };
    setSession(next);
    onUnsaved(Object.values(next).some(isEdited));
  };
  const edited = Object.values(session).filter(isEdited);
  const settle = (now: ObjectView) => {
    const own = session[keyOf(now.object)] ?? startObject(now);
    const goOn = (next: SessionObject) => {
      change(next);
      setTheirs(undefined);
      setStep("edit");
    };
    return (
      <ConflictChoice
        own={own}
        theirs={now}
        onKeep={() => goOn(onTheirs(own, now) ?? { basis: now, draft: own.draft })}
        onTake={() => goOn(startObject(now))}
      />
    );
  };
  if (theirs !== undefined) return settle(theirs);
  if (step === "review") {
    return <EditReview edits={editsOf(edited)} onDone={onDone} onBack={() => setStep("edit")} conflict={settle} />;
  }
  const fault = edited.find(({ draft }) => draft.fault !== undefined);
  return (
    <div className={css.editor}>
      {refs.length > 1 && (
        <Segmented
          label="Object"
          value={chosen}
          choices={refs.map((ref) => ({ value: keyOf(ref), name: `${ref.kind} ${ref.name}` }))}
          onChoose={setChosen}
        />
      )}
      {refs
        .filter((ref) => keyOf(ref) === chosen)
        .map((ref) => (
          <ObjectForm key={keyOf(ref)} asked={ref} own={session[keyOf(ref)]} onObject={change} onTheirs={setTheirs} />
        ))}
      <div className={css.foot}>
        <Button
          kind="primary"
          large
          disabled={edited.length === 0 || fault !== undefined}
          onClick={() => setStep("review")}
        >
          Review change
        </Button>
        <span className={css.note} role="status">
          {fault !== undefined
            ? `${fault.basis.object.kind} ${fault.basis.object.name}: the YAML has a fault.`
            : edited.length === 0
              ? "Nothing is changed yet."
              : `${edited.map(({ basis }) => `${basis.object.kind} ${basis.object.name}`).join(", ")} changed, not applied.`}
        </span>
      </div>
    </div>
  );
}

function keyOf({ kind, namespace, name }: ObjectRef): string {
  return `${kind}/${namespace}/${name}`;
}
