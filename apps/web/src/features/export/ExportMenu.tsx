import { IconDownload } from "@tabler/icons-react";
import { useRef } from "react";
import { IconButton } from "../../ui/IconButton.tsx";
import { PopoverPanel } from "../../ui/PopoverPanel.tsx";
import { useKeys } from "../../ui/use-keys.ts";
import { usePopover } from "../../ui/use-popover.ts";
import css from "./ExportMenu.module.css";

/** One kind of file. */
export interface ExportChoice {
  readonly name: string;
  /** What is in it. */
  readonly about: string;
  /** Why it cannot be made now. */
  readonly unavailable?: string;
  readonly run: () => void;
}

/** What is on screen as a file: pictures for people, numbers for programs. */
export function ExportMenu({ choices }: { choices: readonly ExportChoice[] }) {
  const popover = usePopover(320);
  const button = useRef<HTMLButtonElement>(null);
  const open = () => button.current && popover.show(button.current);
  useKeys({ e: open });
  return (
    <>
      <IconButton ref={button} label="Export (e)" aria-expanded={popover.isOpen} onClick={open}>
        <IconDownload size={16} stroke={1.6} />
      </IconButton>
      <PopoverPanel label="Export" popover={popover}>
        <ul className={css.list}>
          {choices.map(({ name, about, unavailable, run }) => (
            <li key={name}>
              <button
                type="button"
                className={css.choice}
                disabled={unavailable !== undefined}
                onClick={() => {
                  popover.hide();
                  run();
                }}
              >
                <span>{name}</span>
                <small className={css.about}>{unavailable ?? about}</small>
              </button>
            </li>
          ))}
        </ul>
      </PopoverPanel>
    </>
  );
}
