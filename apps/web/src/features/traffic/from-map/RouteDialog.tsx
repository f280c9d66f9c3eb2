import type { RouteRule, TrafficRoute } from "@fyr/contract";
import { Modal } from "@mantine/core";
import { useBlocker } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { LeaveQuestion } from "../LeaveQuestion.tsx";
import { useIsApplying } from "../review/use-apply.ts";
import { useDocumentKey } from "../review/use-document-key.ts";
import { type EditorState, editorOr, isUnsaved } from "../weights/editor-state.ts";
import { RouteEditor } from "../weights/RouteEditor.tsx";

interface RouteDialogProps {
  readonly route: TrafficRoute;
  readonly rule: RouteRule;
  /** The route was deleted, or no longer splits. */
  readonly isGone: boolean;
  /** What to begin with, asked once an opening; nothing for the weights that stand. */
  readonly begin: () => EditorState | undefined;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** The same road as on the Traffic page, above the map. */
export function RouteDialog({ opened, onClose, ...body }: RouteDialogProps) {
  const { namespace, name } = body.route.route;
  const [touched, setTouched] = useState<EditorState>();
  const [asking, setAsking] = useState(false);
  const applying = useIsApplying();
  const unsaved = opened && !applying && touched !== undefined && isUnsaved(touched);
  useBlocker({ shouldBlockFn: () => false, enableBeforeUnload: unsaved });
  const close = () => {
    setAsking(false);
    setTouched(undefined);
    onClose();
  };
  return (
    <>
      <Modal
        opened={opened}
        onClose={unsaved ? () => setAsking(true) : close}
        title={`Move traffic of ${namespace}/${name}`}
        size="43rem"
        closeOnClickOutside={false}
        // DialogBody hears Escape: it goes back from a review, and asks where something would be lost.
        closeOnEscape={false}
        closeButtonProps={{ "aria-label": "Close" }}
      >
        <DialogBody {...body} onTouched={setTouched} onEscape={unsaved ? () => setAsking(true) : close} />
      </Modal>
      <LeaveQuestion opened={asking} drafts={1} onStay={() => setAsking(false)} onLeave={close} />
    </>
  );
}

type DialogBodyProps = Omit<RouteDialogProps, "opened" | "onClose"> & {
  /** A proposal nobody touched is not missed: it is made again. */
  readonly onTouched: (state: EditorState) => void;
  /** Escape, where it does not mean a step back. */
  readonly onEscape: () => void;
};

/** Mounted while the dialog is open: each opening begins with the proposal. */
function DialogBody({ route, rule, isGone, begin, onTouched, onEscape }: DialogBodyProps) {
  const place = useRef<HTMLDivElement>(null);
  const [kept, setKept] = useState(begin);
  useDocumentKey(place, (event) => {
    if (event.key !== "Escape" || kept?.step === "review") return;
    event.preventDefault();
    onEscape();
  });
  return (
    <div ref={place}>
      <RouteEditor
        compact
        route={route}
        rule={rule}
        isGone={isGone}
        state={editorOr(kept, route, rule)}
        onState={(next) => {
          setKept(next);
          onTouched(next);
        }}
      />
    </div>
  );
}
