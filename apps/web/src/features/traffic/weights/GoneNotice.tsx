import type { TrafficRoute } from "@fyr/contract";
import { Button } from "../../../ui/Button.tsx";
import { Notice } from "../Notice.tsx";
import { labelDestinations } from "../route/destination-label.ts";
import { inNumbers } from "./draft.ts";
import type { EditorState } from "./editor-state.ts";

/** The route was deleted, or does not split any more, while there was a draft or a change of it here. */
export function GoneNotice(props: { route: TrafficRoute; state: EditorState; onDrop: () => void }) {
  const { route, state, onDrop } = props;
  const { namespace, name } = route.route;
  return (
    <Notice announced tone="warn" title={`${namespace}/${name} is not there any more`}>
      {state.step === "watch" ? (
        <p>It was deleted, or has a single destination now. What stands below is how it was last seen.</p>
      ) : (
        <>
          <p>
            It was deleted, or has a single destination now. Your draft ({wantedInWords(state.draft.weights)}) is kept
            while this page is open, for when it comes back. What stands below is how it was last seen.
          </p>
          <Button kind="quiet" onClick={onDrop}>
            Drop my draft
          </Button>
        </>
      )}
    </Notice>
  );
}

function wantedInWords(weights: Parameters<typeof inNumbers>[0]): string {
  const names = labelDestinations(weights).map(({ short }) => short);
  return `${names.join(" / ")} at ${inNumbers(weights)}`;
}
