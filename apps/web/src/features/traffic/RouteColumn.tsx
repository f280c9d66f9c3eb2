import type { TrafficRoute } from "@fyr/contract";
import type { ChosenRoute } from "./chosen-route.ts";
import { startDraft } from "./draft.ts";
import type { EditorState } from "./editor-state.ts";
import { RouteEditor } from "./RouteEditor.tsx";
import { RouteHeading } from "./RouteHeading.tsx";
import type { ShownRoute } from "./shown-route.ts";
import { NotInList } from "./TrafficStates.tsx";

interface RouteColumnProps {
  readonly shown: ShownRoute | undefined;
  readonly chosen: ChosenRoute | undefined;
  readonly onState: (route: TrafficRoute, state: EditorState) => void;
}

/** The middle of the page: one route and the road of its rule. */
export function RouteColumn({ shown, chosen, onState }: RouteColumnProps) {
  if (shown === undefined) return <NotInList chosen={chosen} />;
  const { route } = shown;
  return (
    <>
      <RouteHeading route={route} />
      <RouteEditor
        {...shown}
        onState={(next) => onState(route, next)}
        onChooseRule={(next) => onState(route, { step: "edit", draft: startDraft(route, next) })}
      />
    </>
  );
}
