import type { RouteChange } from "@fyr/contract";
import { notifications } from "@mantine/notifications";
import { problemText } from "../../../ui/problem-text.ts";
import { useView } from "../../../view/use-view.ts";
import { routeDialog } from "../from-map/route-dialog-store.ts";
import { useLastOwnChange, useUndo } from "../progress/use-change-log.ts";
import { inNumbers } from "../weights/draft.ts";

/** The command behind the undo key, for app/ to put on `u` and into the palette. */
export interface UndoLast {
  /** "Undo payment to 95 / 5", "Re-apply payment 80 / 20…"; absent while there is nothing to go back on. */
  readonly name: string | undefined;
  readonly run: () => void;
}

/**
 * Takes back the newest of one's own changes, wherever one is, and says how that went. After an undo it opens the
 * review of what was taken back: nobody moves traffic to weights they just left by pressing a key twice. So it does
 * first of all where the past is on screen: what is undone is undone now, and would not show.
 */
export function useUndoLast(): UndoLast {
  const change = useLastOwnChange();
  const undo = useUndo();
  const isPast = useView()[0].at !== undefined;
  function takeBack(last: RouteChange): void {
    const { name } = last.route;
    undo.mutate(last, {
      onSuccess: () =>
        notifications.show({
          title: `Put ${name} back to ${inNumbers(last.before)}`,
          message: "The history of the route tells how traffic follows.",
        }),
      onError: (error) => {
        const { title, detail } = problemText(error);
        notifications.show({ title, message: detail, color: "red", autoClose: false });
      },
    });
  }
  function run(): void {
    if (undo.isPending) return;
    if (change === undefined) notifications.show({ message: "You have changed nothing that can be undone." });
    else if (change.undoes === undefined && !isPast) takeBack(change);
    else routeDialog.open({ route: change.route, rule: change.rule, proposal: change.before, review: true });
  }
  return { name: change && nameOf(change), run };
}

function nameOf({ route, before, undoes }: RouteChange): string {
  const numbers = inNumbers(before);
  return undoes === undefined ? `Undo ${route.name} to ${numbers}` : `Re-apply ${route.name} ${numbers}…`;
}
