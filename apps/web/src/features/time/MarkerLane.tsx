import type { Marker } from "@fyr/contract";
import { useState } from "react";
import { clock } from "../../ui/clock.ts";
import { markerTitle } from "../../ui/marker-words.ts";
import { PopoverPanel } from "../../ui/PopoverPanel.tsx";
import { usePopover } from "../../ui/use-popover.ts";
import { walkButtons } from "../../ui/walk-buttons.ts";
import css from "./Lanes.module.css";
import { MarkerDetails } from "./MarkerDetails.tsx";
import { type MarkerGroup, markerGroups } from "./marker-groups.ts";
import type { Span } from "./past-moments.ts";

/** What happened, where on the span it did; arrows go from one to the next, a press tells more. */
export function MarkerLane(props: {
  row: number;
  name: string;
  markers: readonly Marker[];
  span: Span;
  suspects: readonly string[];
}) {
  const { row, name, markers, span, suspects } = props;
  const popover = usePopover(320);
  const groups = markerGroups(markers, span, suspects);
  const [stop, setStop] = useState<string>();
  const [shown, setShown] = useState<MarkerGroup>();
  const tabbed = groups.find(({ id }) => id === stop)?.id ?? groups.at(-1)?.id;
  return (
    <>
      <span className={css.label} style={{ gridRow: row }}>
        {name}
      </span>
      <div className={css.lane} style={{ gridRow: row }}>
        <div className={css.markers} role="toolbar" aria-label={name} onKeyDown={walkButtons}>
          {groups.map((group) => (
            <MarkerButton
              key={group.id}
              group={group}
              isTabbed={group.id === tabbed}
              onFocus={() => setStop(group.id)}
              onPress={(element) => {
                setShown(group);
                popover.show(element);
              }}
            />
          ))}
        </div>
        <PopoverPanel label={`${name}: what happened`} popover={popover}>
          {shown !== undefined && <MarkerDetails markers={shown.markers} suspects={suspects} onDone={popover.hide} />}
        </PopoverPanel>
      </div>
    </>
  );
}

/** Less of the strip than this holds no word: it is told where one points. */
const leastRoom = 0.15;

function MarkerButton(props: {
  group: MarkerGroup;
  isTabbed: boolean;
  onFocus: () => void;
  onPress: (element: HTMLElement) => void;
}) {
  const { group, isTabbed, onFocus, onPress } = props;
  const { markers, lead, number, place, side, room } = group;
  const words = markers.map((marker) => `${clock(marker.at)} ${markerTitle(marker)}`).join("\n");
  return (
    <button
      type="button"
      className={css.marker}
      tabIndex={isTabbed ? 0 : -1}
      data-left={side === "left"}
      data-wordless={room < leastRoom}
      style={{ insetInlineStart: `${place * 100}%`, "--room": room } as React.CSSProperties}
      title={words}
      onFocus={onFocus}
      onClick={({ currentTarget }) => onPress(currentTarget)}
    >
      {number === undefined ? (
        <span className={css.sign} data-kind={lead.kind} />
      ) : (
        <span className={css.number} aria-hidden="true">
          {number}
        </span>
      )}
      <span className="visually-hidden">
        {number !== undefined && `Suspect ${number}, `}
        {words.replaceAll("\n", ", ")}
      </span>
      <span className={css.words} aria-hidden="true">
        {markerTitle(lead)}
        {markers.length > 1 && ` and ${markers.length - 1} more`}
      </span>
    </button>
  );
}
