import { IconBookmark } from "@tabler/icons-react";
import { useEffect } from "react";
import { IconButton } from "../../ui/IconButton.tsx";
import { loadLater } from "../../ui/load-later.tsx";
import { PopoverPanel } from "../../ui/PopoverPanel.tsx";
import { usePopover } from "../../ui/use-popover.ts";

const SavedViews = loadLater(async () => (await import("./SavedViews.tsx")).SavedViews);

/** The way to saved views. */
export function ViewsMenu() {
  const popover = usePopover(300);
  useEffect(SavedViews.warmUp, []);
  return (
    <>
      <IconButton
        label="Saved views"
        aria-expanded={popover.isOpen}
        onClick={({ currentTarget }) => popover.show(currentTarget)}
      >
        <IconBookmark size={16} stroke={1.6} />
      </IconButton>
      <PopoverPanel label="Saved views" popover={popover}>
        <SavedViews onDone={popover.hide} />
      </PopoverPanel>
    </>
  );
}
