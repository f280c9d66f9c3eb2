import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { problemText } from "../ui/problem-text.ts";

/** A page that broke while drawing. The rest of Fyr goes on. */
export function ErrorPage({ error, reset }: { error: unknown; reset: () => void }) {
  return (
    <EmptyState title="This page broke" page>
      <p>{problemText(error).detail}</p>
      <Button kind="primary" onClick={reset}>
        Try again
      </Button>
    </EmptyState>
  );
}
