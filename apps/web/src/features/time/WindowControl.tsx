import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { capabilities } from "../../api/queries.ts";
import { useTopology } from "../../live/live-context.ts";
import { windowName } from "../../ui/format.ts";
import { loadLater } from "../../ui/load-later.tsx";
import { MenuButton } from "../../ui/MenuButton.tsx";
import { PopoverPanel } from "../../ui/PopoverPanel.tsx";
import { usePopover } from "../../ui/use-popover.ts";
import { useView } from "../../view/use-view.ts";

const WindowPicker = loadLater(async () => (await import("./WindowPicker.tsx")).WindowPicker);

/** The window every number is a mean over. One that Fyr had to widen shows as it is. */
export function WindowControl() {
  const [view, change] = useView();
  const topology = useTopology();
  const popover = usePopover(264);
  useEffect(WindowPicker.warmUp, []);
  const { data: known } = useQuery(capabilities);
  const widened = topology?.requestedWindowSeconds === view.windowSeconds ? topology.windowSeconds : undefined;
  const title =
    widened === undefined
      ? "Every number is a mean over this window"
      : `${windowName(view.windowSeconds)} is too narrow for how often samples come: widened to ${windowName(widened)}`;
  return (
    <>
      <MenuButton
        title={title}
        aria-expanded={popover.isOpen}
        onClick={({ currentTarget }) => popover.show(currentTarget)}
      >
        <span className="visually-hidden">Window: </span>
        <small>last</small> {windowName(widened ?? view.windowSeconds)}
        {widened !== undefined && <small> (widened)</small>}
      </MenuButton>
      <PopoverPanel label="Choose a window" popover={popover}>
        <WindowPicker
          windowSeconds={view.windowSeconds}
          minimum={known?.minimumWindowSeconds}
          historyFrom={known?.historyFrom}
          onPick={(windowSeconds) => {
            popover.hide();
            change({ windowSeconds });
          }}
        />
      </PopoverPanel>
    </>
  );
}
