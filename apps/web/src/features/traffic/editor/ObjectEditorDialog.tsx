import { Modal } from "@mantine/core";
import { useState } from "react";
import { LeaveQuestion } from "../LeaveQuestion.tsx";
import { EditReview } from "./EditReview.tsx";
import type { AskedEditor } from "./editor-store.ts";
import css from "./ObjectEditor.module.css";
import { ObjectEditor } from "./ObjectEditor.tsx";

interface DialogProps {
  readonly asked: AskedEditor;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Above whatever page it was opened from. A draft is not lost without a question. */
export function ObjectEditorDialog({ asked, opened, onClose }: DialogProps) {
  const [unsaved, setUnsaved] = useState(false);
  const [asking, setAsking] = useState(false);
  const leave = () => (unsaved ? setAsking(true) : onClose());
  return (
    <>
      <Modal
        opened={opened}
        onClose={leave}
        title={titleOf(asked)}
        size="80rem"
        closeOnClickOutside={false}
        closeButtonProps={{ "aria-label": "Close" }}
      >
        {asked.kind === "object" ? (
          <ObjectEditor asked={asked.object} onUnsaved={setUnsaved} onDone={onClose} />
        ) : (
          <div className={css.editor}>
            <p>{asked.words}</p>
            <EditReview edits={asked.edits} onDone={onClose} />
          </div>
        )}
      </Modal>
      <LeaveQuestion opened={asking} drafts={1} onStay={() => setAsking(false)} onLeave={onClose} />
    </>
  );
}

function titleOf(asked: AskedEditor): string {
  if (asked.kind === "edits") return asked.title;
  const { kind, namespace, name } = asked.object;
  return `Edit ${kind} ${namespace}/${name}`;
}
