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
  readonly onOpen: () => void;
  /** False: the name is taken. */
  readonly onRename: (to: string) => boolean;
  readonly onRemove: () => void;
}

/** One view: to open, to rename, to delete. */
export function SavedRow({ view, isShown, onOpen, onRename, onRemove }: SavedRowProps) {
  const [isRenaming, setRenaming] = useState(false);
  if (isRenaming) {
    return (
      <li>
        <NewName view={view} onRename={onRename} onDone={() => setRenaming(false)} />
      </li>
    );
  }
  return (
    <li className={css.row}>
      <button type="button" className={css.open} aria-current={isShown} onClick={onOpen}>
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

function NewName({ view, onRename, onDone }: Pick<SavedRowProps, "view" | "onRename"> & { onDone: () => void }) {
  const [typed, setTyped] = useState(view.name);
  const [isRefused, setRefused] = useState(false);
  const rename = (event: React.FormEvent) => {
    event.preventDefault();
    if (onRename(typed.trim() || view.name)) onDone();
    else setRefused(true);
  };
  return (
    <>
      <form className={css.form} onSubmit={rename}>
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
