import { PopoverPanel } from "../../ui/PopoverPanel.tsx";
import { usePopover } from "../../ui/use-popover.ts";
import css from "./Lanes.module.css";

/** What the lanes cannot show, in short; a press tells it whole. */
export function LaneNote({ title, notes }: { title: string; notes: readonly string[] }) {
  const popover = usePopover(320);
  return (
    <>
      <button
        type="button"
        className={css.note}
        aria-expanded={popover.isOpen}
        onClick={({ currentTarget }) => popover.show(currentTarget)}
      >
        {title}
      </button>
      <PopoverPanel label={title} popover={popover}>
        <div className={css.details}>
          {notes.map((note) => (
            <p key={note}>{note}</p>
          ))}
        </div>
      </PopoverPanel>
    </>
  );
}
