import { useRef, useState } from "react";
import { Button } from "../../ui/Button.tsx";
import { Kbd } from "../../ui/Kbd.tsx";
import { stringifySearch } from "../../view/search-text.ts";
import { serialiseView } from "../../view/url.ts";
import { useView } from "../../view/use-view.ts";
import { SavedRow } from "./SavedRow.tsx";
import css from "./SavedViews.module.css";
import { useSavedViews } from "./use-saved-views.ts";

/** Views that were given a name, and a name for this one. */
export function SavedViews({ onDone }: { onDone: () => void }) {
  const [view] = useView();
  const { views, store, open } = useSavedViews();
  const search = stringifySearch(serialiseView(view));
  const [name, setName] = useState("");
  const [isRefused, setRefused] = useState(false);
  const [renamed, setRenamed] = useState<string>();
  const isTaken = views.some((each) => each.name === name.trim());
  const save = (event: React.FormEvent) => {
    event.preventDefault();
    if (name.trim() === "") return;
    const isKept = store.save({ name: name.trim(), search });
    setRefused(!isKept);
    if (isKept) setName("");
  };
  const field = useRef<HTMLInputElement>(null);
  return (
    <div className={css.panel}>
      <form className={css.form} onSubmit={save}>
        <input
          ref={field}
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
      {isRefused && (
        <p className={css.refused} role="alert">
          This browser keeps nothing for this page. The link is the same view: <Kbd>c</Kbd> copies it.
        </p>
      )}
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
            takesFocus={renamed === each.name}
            onRename={(to) => {
              setRenamed(to);
              return store.rename(each.name, to);
            }}
            onRemove={() => {
              store.remove(each.name);
              field.current?.focus();
            }}
          />
        ))}
      </ul>
    </div>
  );
}
