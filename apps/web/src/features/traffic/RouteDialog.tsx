import type { RouteRule, TrafficRoute } from "@fyr/contract";
import { Modal } from "@mantine/core";
import { useState } from "react";
import { moveWeight, startDraft } from "./draft.ts";
import { type EditorState, editorOr } from "./editor-state.ts";
import { RouteEditor } from "./RouteEditor.tsx";

interface RouteDialogProps {
  readonly route: TrafficRoute;
  readonly rule: RouteRule;
  /** The destination to propose all traffic for. */
  readonly sendTo: number | undefined;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** The same road as on the Traffic page, above the map. */
export function RouteDialog({ route, rule, sendTo, opened, onClose }: RouteDialogProps) {
  const [reviewing, setReviewing] = useState(false);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={`Move traffic of ${route.route.namespace}/${route.route.name}`}
      size="43rem"
      closeOnClickOutside={false}
      // While a review is open, Escape goes back to editing.
      closeOnEscape={!reviewing}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <DialogBody route={route} rule={rule} sendTo={sendTo} onReviewing={setReviewing} />
    </Modal>
  );
}

/** Mounted while the dialog is open: each opening begins with the proposal. */
function DialogBody(props: {
  route: TrafficRoute;
  rule: RouteRule;
  sendTo: number | undefined;
  onReviewing: (reviewing: boolean) => void;
}) {
  const { route, rule, sendTo, onReviewing } = props;
  const [kept, setKept] = useState<EditorState | undefined>(() =>
    sendTo === undefined ? undefined : { step: "edit", draft: sendAll(route, rule, sendTo) },
  );
  return (
    <RouteEditor
      compact
      route={route}
      rule={rule}
      state={editorOr(kept, route, rule)}
      onState={(next) => {
        setKept(next);
        onReviewing(next.step === "review");
      }}
    />
  );
}

function sendAll(route: TrafficRoute, rule: RouteRule, index: number) {
  const draft = startDraft(route, rule);
  return moveWeight(draft, index, draft.total);
}
