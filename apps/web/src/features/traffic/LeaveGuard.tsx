import { Modal } from "@mantine/core";
import { useBlocker } from "@tanstack/react-router";
import { Button } from "../../ui/Button.tsx";
import css from "./LeaveGuard.module.css";

/** Asks before a draft is lost: leaving the page or the tab, not going from one route to another. */
export function LeaveGuard({ unsaved }: { unsaved: number }) {
  const blocker = useBlocker({
    shouldBlockFn: ({ next }) => unsaved > 0 && !next.pathname.startsWith("/traffic"),
    enableBeforeUnload: unsaved > 0,
    withResolver: true,
  });
  return (
    <Modal
      opened={blocker.status === "blocked"}
      onClose={() => blocker.reset?.()}
      title="Leave without applying?"
      centered
    >
      <p>
        {unsaved === 1 ? "A draft of new weights" : `${unsaved} drafts of new weights`} would be lost. Nothing was
        written to the cluster.
      </p>
      <div className={css.buttons}>
        <Button kind="primary" large onClick={() => blocker.reset?.()}>
          Stay
        </Button>
        <Button large onClick={() => blocker.proceed?.()}>
          Leave and lose it
        </Button>
      </div>
    </Modal>
  );
}
