import { IconChevronsLeft, IconChevronsRight } from "@tabler/icons-react";
import { windowName } from "../../ui/format.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { Picker } from "../../ui/Picker.tsx";
import type { TimelineView } from "../../view/view-state.ts";
import css from "./Timeline.module.css";

type Length = TimelineView["lengthSeconds"];

/** How much of the past the timeline covers, and which. */
export function RangeControl(props: {
  lengthSeconds: Length;
  lengths: readonly Length[];
  canGoBack: boolean;
  canGoOn: boolean;
  onChoose: (lengthSeconds: Length) => void;
  onShift: (share: number) => void;
}) {
  const { lengthSeconds, lengths, canGoBack, canGoOn, onChoose, onShift } = props;
  const offered = lengths.includes(lengthSeconds) ? lengths : [...lengths, lengthSeconds];
  return (
    <div className={css.rangeControl}>
      <IconButton label="Timeline: earlier ([)" disabled={!canGoBack} onClick={() => onShift(-0.5)}>
        <IconChevronsLeft size={15} stroke={1.6} />
      </IconButton>
      <Picker
        name="shows"
        value={lengthSeconds}
        choices={offered.map((seconds) => ({ value: seconds, words: windowName(seconds) }))}
        onChoose={onChoose}
      />
      <IconButton label="Timeline: later (])" disabled={!canGoOn} onClick={() => onShift(0.5)}>
        <IconChevronsRight size={15} stroke={1.6} />
      </IconButton>
    </div>
  );
}
