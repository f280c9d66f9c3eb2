import { IconPencil, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { Button } from "../../ui/Button.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import css from "./SavedViews.module.css";
import type { SavedView } from "./saved-views.ts";

export interface SavedRowProps {
  readonly view: SavedView;
  /** It is what is on screen. */
  readonly isShown: boolean;
  /** It has just got its name here. */
  readonly takesFocus: boolean;
  readonly onOpen: () => void;
  /** False: the name is taken. */
  readonly onRename: (to: string) => boolean;
  readonly onRemove: () => void;
}

/** One view: to open, to rename, to delete. */
export function SavedRow({ view, isShown, takesFocus, onOpen, onRename, onRemove }: SavedRowProps) {
  const [isRenaming, setRenaming] = useState(false);
  const [wasRenaming, setWasRenaming] = useState(false);
  if (isRenaming) {
    const giveUp = () => {
      setRenaming(false);
      setWasRenaming(true);
    };
    return (
      <li>
        <NewName view={view} onRename={onRename} onGiveUp={giveUp} />
      </li>
    );
  }
  return (
    <li className={css.row}>
      <button
        type="button"
        className={css.open}
        title={view.name}
        aria-current={isShown}
        // biome-ignore lint/a11y/noAutofocus: the field that had the focus stood here
        autoFocus={takesFocus || wasRenaming}
        onClick={onOpen}
      >
        {view.name}
      </button>
      <IconButton label={`Rename ${view.name}`} onClick={() => setRenaming(true)}>
        <IconPencil size={14} stroke={1.6} />
      </IconButton>
      <IconButton label={`Delete ${view.name}`} onClick={onRemove}>
        <IconTrash size={14} stroke={1.6} />
      </IconButton>
    </li>
  );
}

/** Only the field closes, not the panel around it. */
function onEscape(close: () => void) {
  return (event: React.KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    close();
  };
}

function NewName(props: Pick<SavedRowProps, "view" | "onRename"> & { onGiveUp: () => void }) {
  const { view, onRename, onGiveUp } = props;
  const [typed, setTyped] = useState(view.name);
  const [isRefused, setRefused] = useState(false);
  const rename = (event: React.FormEvent) => {
    event.preventDefault();
    const to = typed.trim();
    if (to === "" || to === view.name) onGiveUp();
    else setRefused(!onRename(to));
  };
  return (
    <>
      <form className={css.form} onSubmit={rename} onKeyDown={onEscape(onGiveUp)}>
        <input
          // biome-ignore lint/a11y/noAutofocus: the pencil was pressed to type here
          autoFocus
          aria-label={`New name for ${view.name}`}
          aria-invalid={isRefused}
          maxLength={60}
          value={typed}
          onChange={({ currentTarget }) => {
            setTyped(currentTarget.value);
            setRefused(false);
          }}
        />
        <Button type="submit">Rename</Button>
      </form>
      {isRefused && (
        <p className={css.refused} role="alert">
          There is a view of this name.
        </p>
      )}
    </>
  );
}
