import { IconChevronsLeft, IconChevronsRight } from "@tabler/icons-react";
import { windowName } from "../../ui/format.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { Picker } from "../../ui/Picker.tsx";
import css from "./Timeline.module.css";

/** How much of the past the timeline covers, and which. */
export function RangeControl(props: {
  lengthMs: number;
  lengths: readonly number[];
  canGoBack: boolean;
  canGoOn: boolean;
  onChoose: (lengthMs: number) => void;
  onShift: (share: number) => void;
}) {
  const { lengthMs, lengths, canGoBack, canGoOn, onChoose, onShift } = props;
  const offered = lengths.includes(lengthMs) ? lengths : [...lengths, lengthMs];
  return (
    <div className={css.rangeControl}>
      <IconButton label="Timeline: earlier ([)" disabled={!canGoBack} onClick={() => onShift(-0.5)}>
        <IconChevronsLeft size={15} stroke={1.6} />
      </IconButton>
      <Picker
        name="shows"
        value={lengthMs}
        choices={offered.map((ms) => ({ value: ms, words: windowName(ms / 1000) }))}
        onChoose={onChoose}
      />
      <IconButton label="Timeline: later (])" disabled={!canGoOn} onClick={() => onShift(0.5)}>
        <IconChevronsRight size={15} stroke={1.6} />
      </IconButton>
    </div>
  );
}
