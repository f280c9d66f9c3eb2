import { useBlocker } from "@tanstack/react-router";
import { LeaveQuestion } from "./LeaveQuestion.tsx";
import { useIsApplying } from "./review/use-apply.ts";

/** Asks before a draft is lost: leaving the page or the tab, not going from one route to another. */
export function LeaveGuard({ unsaved }: { unsaved: number }) {
  const applying = useIsApplying();
  const blocker = useBlocker({
    shouldBlockFn: ({ next }) => unsaved > 0 && !applying && !next.pathname.startsWith("/traffic"),
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
