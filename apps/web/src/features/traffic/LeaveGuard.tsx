import { useBlocker } from "@tanstack/react-router";
import { LeaveQuestion } from "./LeaveQuestion.tsx";

/** Asks before a draft is lost: leaving the page or the tab, not going from one route to another. */
export function LeaveGuard({ unsaved }: { unsaved: number }) {
  const blocker = useBlocker({
    shouldBlockFn: ({ next }) => unsaved > 0 && !next.pathname.startsWith("/traffic"),
    enableBeforeUnload: unsaved > 0,
    withResolver: true,
  });
  return (
    <LeaveQuestion
      opened={blocker.status === "blocked"}
      drafts={unsaved}
      onStay={() => blocker.reset?.()}
      onLeave={() => blocker.proceed?.()}
    />
  );
}
