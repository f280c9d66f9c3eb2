import type { ChangeId, EditRequest, ObjectChange } from "@fyr/contract";
import { notifications } from "@mantine/notifications";
import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import { applyEdit, undoEdit } from "../../../api/traffic-queries.ts";
import { problemText } from "../../../ui/problem-text.ts";

/** Carries an edit out, one at a time. It goes on when the dialog is closed meanwhile. */
export function useApplyEdit(told: { onApplied: () => void; onFailed: (error: Error) => void }) {
  const queries = useQueryClient();
  const mutation = useMutation({
    mutationFn: (request: EditRequest) => applyEdit(request),
    onSuccess: (change) => {
      notifications.show({ title: doneInWords(change), message: wayInWords(change) });
      told.onApplied();
    },
    onError: told.onFailed,
    // What was planned is done: to plan it again would be refused.
    onSettled: (_, error) => refreshEdited(queries, { plansAnew: error !== null }),
  });
  return {
    apply: (request: EditRequest): void => {
      if (!mutation.isPending) mutation.mutate(request);
    },
    isApplying: mutation.isPending,
    error: mutation.error,
    /** Ms since epoch. */
    failedAt: mutation.submittedAt,
  };
}

/** Takes an edit back, or ends it now. */
export function useUndoEdit() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: ChangeId) => undoEdit(id),
    onSuccess: () => notifications.show({ title: "Taken back", message: "It is as it was before." }),
    onError: (error) => {
      const { title, detail } = problemText(error);
      notifications.show({ title, message: detail, color: "red", autoClose: false });
    },
    onSettled: () => refreshEdited(queries),
  });
}

function doneInWords({ objects }: ObjectChange): string {
  const verbs = { create: "Created", update: "Changed", delete: "Deleted" } as const;
  return objects.map(({ op, object }) => `${verbs[op]} ${object.kind} ${object.name}`).join(", ");
}

const settledInWords: Readonly<Record<NonNullable<ObjectChange["settled"]>, string>> = {
  pushed: "istiod was seen to push between the two writes.",
  waited: "There was a wait between the two writes; whether istiod pushed meanwhile was not seen.",
};

/** How it was done, and where the way back is. */
function wayInWords({ objects, settled }: ObjectChange): string {
  const isGone = objects.every(({ op }) => op === "delete");
  const where = isGone ? "Events of the namespace tell who did it." : "The history of the route has the way back.";
  return settled === undefined ? where : `${settledInWords[settled]} ${where}`;
}

/** Asks anew for all that rests on objects that can be edited. */
export function refreshEdited(queries: QueryClient, { plansAnew } = { plansAnew: true }): Promise<unknown> {
  const keys = ["traffic-routes", "object", "object-changes", "unsplit-services", "deletions"];
  const refetchType = plansAnew ? "active" : "none";
  return Promise.all([
    ...keys.map((key) => queries.invalidateQueries({ queryKey: [key] })),
    queries.invalidateQueries({ queryKey: ["edit-plan"], refetchType }),
  ]);
}
