import { useEffect, useRef } from "react";
import { loadLater } from "../../ui/load-later.tsx";
import { PopoverPanel } from "../../ui/PopoverPanel.tsx";
import { Segmented } from "../../ui/Segmented.tsx";
import { useKeys } from "../../ui/use-keys.ts";
import { usePopover } from "../../ui/use-popover.ts";
import { onAsked } from "../../view/commands.ts";
import { useView } from "../../view/use-view.ts";
import css from "./TimeControl.module.css";

const PastPicker = loadLater(async () => (await import("./PastPicker.tsx")).PastPicker);

/** Live, or a moment in the past. */
export function TimeControl() {
  const [view, change] = useView();
  const anchor = useRef<HTMLDivElement>(null);
  const picker = usePopover(336);
  const open = () => {
    if (anchor.current) picker.show(anchor.current);
  };
  const choose = (value: "live" | "past") => {
    if (value === "live") change({ at: undefined });
    else open();
  };
  useKeys({ a: open });
  useEffect(() => onAsked("choose-moment", open));
  useEffect(PastPicker.warmUp, []);
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
