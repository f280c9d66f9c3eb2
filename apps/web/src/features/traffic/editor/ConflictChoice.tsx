import type { ObjectView } from "@fyr/contract";
import { stringify } from "yaml";
import { Button } from "../../../ui/Button.tsx";
import { Notice } from "../Notice.tsx";
import { EditDiff } from "./EditDiff.tsx";
import { onTheirs, type SessionObject } from "./edit-session.ts";
import css from "./ObjectEditor.module.css";

interface ConflictChoiceProps {
  readonly own: SessionObject;
  readonly theirs: ObjectView;
  readonly onKeep: () => void;
  readonly onTake: () => void;
}

/** Somebody was faster: what they changed, what one changed oneself, and how to go on. Nothing is lost before. */
export function ConflictChoice({ own, theirs, onKeep, onTake }: ConflictChoiceProps) {
  const { name } = theirs.object;
  const goesTogether = onTheirs(own, theirs) !== undefined;
  const before = yamlOf(own.basis.spec);
  return (
    <div className={css.editor}>
      <Notice tone="warn" title={`Somebody changed ${name} meanwhile`} announced>
        <p>
          Nothing of yours was written.{" "}
          {goesTogether
            ? "Your change and theirs are of different fields: yours can be put on theirs."
            : "You changed the same fields: kept, yours would replace theirs. The review shows what that means."}
        </p>
      </Notice>
      <EditDiff title="Their change" before={before} after={yamlOf(theirs.spec)} />
      <EditDiff title="Your draft" before={before} after={own.draft.text} />
      <div className={css.foot}>
        <Button kind="primary" large onClick={onKeep}>
          {goesTogether ? "Put mine on theirs" : "Keep mine as the draft"}
        </Button>
        <Button large onClick={onTake}>
          Take theirs
        </Button>
      </div>
    </div>
  );
}

function yamlOf(spec: ObjectView["spec"]): string {
  return stringify(spec, { lineWidth: 0 });
}
