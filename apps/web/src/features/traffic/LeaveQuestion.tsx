import { Modal } from "@mantine/core";
import { Button } from "../../ui/Button.tsx";
import css from "./LeaveQuestion.module.css";

/** Whether to lose what was moved and not applied. Escape stays. */
export function LeaveQuestion(props: { opened: boolean; drafts: number; onStay: () => void; onLeave: () => void }) {
  const { opened, drafts, onStay, onLeave } = props;
  return (
    <Modal opened={opened} onClose={onStay} title="Leave without applying?" centered>
      <p>
        {drafts === 1 ? "A draft of new weights" : `${drafts} drafts of new weights`} would be lost. Nothing was written
        to the cluster.
      </p>
      <div className={css.buttons}>
        <Button kind="primary" large onClick={onStay}>
          Stay
        </Button>
        <Button large onClick={onLeave}>
          Leave and lose it
        </Button>
      </div>
    </Modal>
  );
}
