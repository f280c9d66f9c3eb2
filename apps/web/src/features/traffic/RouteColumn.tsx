import type { TrafficRoute } from "@fyr/contract";
import { Suspense } from "react";
import { loadLater } from "../../ui/load-later.tsx";
import type { ChosenRoute } from "./chosen-route.ts";
import { Notice } from "./Notice.tsx";
import { RouteHeading } from "./route/RouteHeading.tsx";
import type { ShownRoute } from "./shown-route.ts";
import { NotInList } from "./TrafficStates.tsx";
import { startDraft } from "./weights/draft.ts";
import type { EditorState } from "./weights/editor-state.ts";
import { RouteEditor } from "./weights/RouteEditor.tsx";

const GuardBars = loadLater(async () => (await import("./guard/GuardBars.tsx")).GuardBars);

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
      {route.notAccepted !== undefined && (
        <Notice tone="warn" title="Who carries this route out has not accepted it as it is" announced>
          <p>{route.notAccepted}</p>
        </Notice>
      )}
      <Suspense>
        <GuardBars route={route} />
      </Suspense>
      <RouteEditor
        {...shown}
        onState={(next) => onState(route, next)}
        onChooseRule={(next) => onState(route, { step: "edit", draft: startDraft(route, next) })}
      />
    </>
  );
}
