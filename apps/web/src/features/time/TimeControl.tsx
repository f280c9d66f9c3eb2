import { useRef } from "react";
import { PopoverPanel } from "../../ui/PopoverPanel.tsx";
import { Segmented } from "../../ui/Segmented.tsx";
import { usePopover } from "../../ui/use-popover.ts";
import { useView } from "../../view/use-view.ts";
import { PastPicker } from "./PastPicker.tsx";
import css from "./TimeControl.module.css";

/** Live, or a moment in the past. */
export function TimeControl() {
  const [view, change] = useView();
  const anchor = useRef<HTMLDivElement>(null);
  const picker = usePopover(304);
  const choose = (value: "live" | "past") => {
    if (value === "live") change({ at: undefined });
    else if (anchor.current) picker.show(anchor.current);
  };
  return (
    <div className={css.control} ref={anchor}>
      <Segmented
        label="Time"
        value={view.at !== undefined || picker.isOpen ? "past" : "live"}
        choices={[
          { value: "live", name: <LiveName /> },
          { value: "past", name: "Past" },
        ]}
        onChoose={choose}
        onAgain={choose}
      />
      <PopoverPanel label="Choose a moment in the past" popover={picker}>
        <PastPicker
          onPick={(at) => {
            picker.hide();
            change({ at });
          }}
        />
      </PopoverPanel>
    </div>
  );
}

function LiveName() {
  return (
    <>
      <span className={css.beam} aria-hidden="true" />
      Live
    </>
  );
}
