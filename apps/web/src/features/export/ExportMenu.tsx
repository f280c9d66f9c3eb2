import { IconDownload } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import { IconButton } from "../../ui/IconButton.tsx";
import { PopoverPanel } from "../../ui/PopoverPanel.tsx";
import { useKeys } from "../../ui/use-keys.ts";
import { usePopover } from "../../ui/use-popover.ts";

export interface ExportMenuProps {
  /** The list of files; `onDone`: one was chosen. */
  readonly renderChoices: (onDone: () => void) => React.ReactNode;
  /** Fetches the list while the page has nothing else to do. */
  readonly warmUp: () => void;
}

/** What is on screen as a file: pictures for people, numbers for programs. */
export function ExportMenu({ renderChoices, warmUp }: ExportMenuProps) {
  const popover = usePopover(320);
  const button = useRef<HTMLButtonElement>(null);
  const open = () => button.current && popover.show(button.current);
  useKeys({ e: open });
  useEffect(warmUp, [warmUp]);
  return (
    <>
      <IconButton ref={button} label="Export (e)" aria-expanded={popover.isOpen} onClick={open}>
        <IconDownload size={16} stroke={1.6} />
      </IconButton>
      <PopoverPanel label="Export" popover={popover}>
        {renderChoices(popover.hide)}
      </PopoverPanel>
    </>
  );
}
