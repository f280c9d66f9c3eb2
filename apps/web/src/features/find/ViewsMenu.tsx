import { IconBookmark, IconPencil, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { Button } from "../../ui/Button.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { PopoverPanel } from "../../ui/PopoverPanel.tsx";
import { usePopover } from "../../ui/use-popover.ts";
import { stringifySearch } from "../../view/search-text.ts";
import { serialiseView } from "../../view/url.ts";
import { useView } from "../../view/use-view.ts";
import type { SavedView } from "./saved-views.ts";
import { useSavedViews } from "./use-saved-views.ts";
import css from "./ViewsMenu.module.css";

/** Views that were given a name, and a name for this one. */
export function ViewsMenu() {
  const popover = usePopover(300);
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
        <Views onDone={popover.hide} />
      </PopoverPanel>
    </>
  );
}

function Views({ onDone }: { onDone: () => void }) {
  const [view] = useView();
  const { views, store, open } = useSavedViews();
  const search = stringifySearch(serialiseView(view));
  const [name, setName] = useState("");
  const isTaken = views.some((each) => each.name === name.trim());
  const save = (event: React.FormEvent) => {
    event.preventDefault();
    if (name.trim() === "") return;
    store.save({ name: name.trim(), search });
    setName("");
  };
  return (
    <div className={css.panel}>
      <form className={css.form} onSubmit={save}>
        <input
          aria-label="Name for this view"
          placeholder={view.find ?? view.namespaces?.join(", ") ?? "Name for this view"}
          maxLength={60}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <Button type="submit" disabled={name.trim() === ""}>
          {isTaken ? "Replace" : "Save"}
        </Button>
      </form>
      {views.length === 0 && (
        <p className={css.none}>What you look at now, under a name: expressions, scope, window, labels, selection.</p>
      )}
      <ul className={css.list} aria-label="Saved views">
        {views.map((each) => (
          <SavedRow
            key={each.name}
            view={each}
            isShown={each.search === search}
            onOpen={() => {
              open(each);
              onDone();
            }}
            onRename={(to) => store.rename(each.name, to)}
            onRemove={() => store.remove(each.name)}
          />
        ))}
      </ul>
    </div>
  );
}

function SavedRow(props: {
  view: SavedView;
  isShown: boolean;
  onOpen: () => void;
  /** False: the name is taken. */
  onRename: (to: string) => boolean;
  onRemove: () => void;
}) {
  const { view, isShown, onOpen, onRename, onRemove } = props;
  const [typed, setTyped] = useState<string>();
  const [isRefused, setRefused] = useState(false);
  const rename = (event: React.FormEvent) => {
    event.preventDefault();
    const to = typed?.trim() || view.name;
    if (onRename(to)) setTyped(undefined);
    else setRefused(true);
  };
  if (typed !== undefined) {
    return (
      <li>
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
      </li>
    );
  }
  return (
    <li className={css.row}>
      <button type="button" className={css.open} aria-current={isShown} onClick={onOpen}>
        {view.name}
      </button>
      <IconButton label={`Rename ${view.name}`} onClick={() => setTyped(view.name)}>
        <IconPencil size={14} stroke={1.6} />
      </IconButton>
      <IconButton label={`Delete ${view.name}`} onClick={onRemove}>
        <IconTrash size={14} stroke={1.6} />
      </IconButton>
    </li>
  );
}
