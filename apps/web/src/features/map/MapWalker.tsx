import { useEffect, useRef, useState } from "react";
import { onAsked } from "../../view/commands.ts";
import type { Selection } from "../../view/view-state.ts";
import css from "./MapWalker.module.css";
import type { MapView } from "./map-view.ts";
import type { Step } from "./walk.ts";

const steps: Readonly<Record<string, Step>> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
};

export interface MapWalkerProps {
  readonly view: React.RefObject<MapView | undefined>;
  readonly selection: Selection | undefined;
  readonly onSelect: (selection: Selection | undefined) => void;
  /** A namespace ("cluster/namespace") is to be opened, or folded. */
  readonly onFold: (box: string, openness: "open" | "closed") => void;
}

/** Takes the keyboard for the canvas: arrows walk along the edges, Enter selects where one stands. */
export function MapWalker({ view, selection, onSelect, onFold }: MapWalkerProps) {
  const walker = useRef<HTMLDivElement>(null);
  useEffect(() => onAsked("walk-the-map", () => walker.current?.focus()), []);
  const [stop, setStop] = useState<Selection>();
  const at = stop ?? selection;
  const words = at === undefined ? "" : (view.current?.wordsFor(at) ?? "");
  const onKeyDown = (event: React.KeyboardEvent) => {
    const step = steps[event.key];
    if (step !== undefined) {
      const next = view.current?.nextStop(at, step) ?? at;
      setStop(next);
      view.current?.point(next);
    } else if (event.key === "Enter" && at !== undefined) {
      const card = at.type === "namespace" ? view.current?.boxAt(at) : undefined;
      if (card?.open === false) onFold(card.box, "open");
      else onSelect(at);
    } else if (event.key === "Backspace" && at !== undefined) {
      const home = view.current?.boxAt(at);
      if (home?.open !== true) return;
      onFold(home.box, "closed");
      setStop({ type: "namespace", id: home.box });
    } else return;
    event.preventDefault();
  };
  return (
    <div
      ref={walker}
      className={css.walker}
      role="application"
      aria-label="Map of the mesh"
      aria-describedby="map-walk-keys"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: role=application takes the keyboard for the canvas, which cannot.
      tabIndex={0}
      onKeyDown={onKeyDown}
      onBlur={() => {
        setStop(undefined);
        view.current?.point(undefined);
      }}
    >
      <span id="map-walk-keys" className="visually-hidden">
        Right follows calls, left goes back to callers, up and down move between siblings, Enter selects, or opens a
        folded namespace; Backspace folds the namespace one stands in.
      </span>
      <span aria-live="polite" className={words === "" ? "visually-hidden" : css.stop}>
        {words}
      </span>
    </div>
  );
}
