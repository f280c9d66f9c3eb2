import { notifications } from "@mantine/notifications";
import { problemText } from "../../ui/problem-text.ts";
import { inNumbers } from "./draft.ts";
import { useLastOwnChange, useUndo } from "./use-change-log.ts";

/** The command behind the undo key, for app/ to put on `u` and into the palette. */
export interface UndoLast {
  /** "Undo payment to 95 / 5"; absent while there is nothing to undo. */
  readonly name: string | undefined;
  readonly run: () => void;
}

/** Takes back the newest of one's own changes, wherever one is, and says how that went. */
export function useUndoLast(): UndoLast {
  const change = useLastOwnChange();
  const undo = useUndo();
  function run(): void {
    if (undo.isPending) return;
    if (change === undefined) {
      notifications.show({ message: "There is no change of yours to undo." });
      return;
    }
    const { name } = change.route;
    undo.mutate(change, {
      onSuccess: () =>
        notifications.show({
          title: `Put ${name} back to ${inNumbers(change.before)}`,
          message: "Watching traffic follow: see the history of the route.",
        }),
      onError: (error) => {
        const { title, detail } = problemText(error);
        notifications.show({ title, message: detail, color: "red", autoClose: false });
      },
    });
  }
  return { name: change && `Undo ${change.route.name} to ${inNumbers(change.before)}`, run };
}
