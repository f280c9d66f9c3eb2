import { Modal } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useId, useState } from "react";
import { Kbd } from "../../ui/Kbd.tsx";
import type { NextChoice, PaletteEntry } from "./entries.ts";
import { bestMatches } from "./fuzzy.ts";
import css from "./Palette.module.css";

const limit = 40;

/** Finds anything by a few of its letters, and does it. */
export function Palette({
  opened,
  entries,
  onClose,
}: {
  opened: boolean;
  entries: readonly PaletteEntry[];
  onClose: () => void;
}) {
  return (
    <Modal.Root opened={opened} onClose={onClose} size={560} yOffset="12vh" transitionProps={{ duration: 80 }}>
      <Modal.Overlay />
      <Modal.Content aria-label="Find or do">
        <Finder entries={entries} onClose={onClose} />
      </Modal.Content>
    </Modal.Root>
  );
}

function Finder({ entries, onClose }: { entries: readonly PaletteEntry[]; onClose: () => void }) {
  const listId = useId();
  const [query, setQuery] = useState("");
  const [at, setAt] = useState(0);
  // What has been chosen on the way, each with what it leads to.
  const [way, setWay] = useState<readonly NextChoice[]>([]);
  const here = way.at(-1) ?? { asked: undefined, entries };
  const found = grouped(bestMatches(query, here.entries, (entry) => entry, limit));
  const current = found[at];
  const look = (text: string) => {
    setQuery(text);
    setAt(0);
  };
  const run = (entry: PaletteEntry | undefined) => {
    if (!entry || entry.unavailable !== undefined) return;
    if ("next" in entry) {
      setWay([...way, entry.next()]);
      return look("");
    }
    onClose();
    entry.run();
  };
  const move = (step: number) => setAt(found.length === 0 ? 0 : (at + step + found.length) % found.length);
  const onKeyDown = ({ key, preventDefault }: { key: string; preventDefault: () => void }) => {
    const action = {
      ArrowDown: () => move(1),
      ArrowUp: () => move(-1),
      Enter: () => run(current),
      ...(query === "" && { Backspace: () => setWay(way.slice(0, -1)) }),
    }[key];
    if (!action) return;
    preventDefault();
    action();
  };
  return (
    <div className={css.palette}>
      <div className={css.field}>
        <IconSearch size={16} stroke={1.8} aria-hidden="true" />
        <input
          // biome-ignore lint/a11y/noAutofocus: the dialog was opened to type into this field
          autoFocus
          role="combobox"
          aria-label={here.asked ?? "Find or do"}
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={current && `${listId}-${at}`}
          placeholder={here.asked ?? "A workload, namespace, route, page or action"}
          value={query}
          onChange={(event) => look(event.currentTarget.value)}
          onKeyDown={(event) => onKeyDown({ key: event.key, preventDefault: () => event.preventDefault() })}
        />
        <Kbd>Esc</Kbd>
      </div>
      <Found entries={found} at={at} listId={listId} onPoint={setAt} onRun={run} />
    </div>
  );
}

function Found(props: {
  entries: readonly PaletteEntry[];
  at: number;
  listId: string;
  onPoint: (index: number) => void;
  onRun: (entry: PaletteEntry) => void;
}) {
  const { entries, at, listId, onPoint, onRun } = props;
  return (
    <div className={css.list} id={listId} role="listbox" aria-label="Found">
      {entries.length === 0 && <p className={css.none}>Nothing by that name in this picture.</p>}
      {entries.map((entry, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled by the field that keeps the focus
        <div
          key={entry.id}
          id={`${listId}-${index}`}
          ref={index === at ? scrollIntoView : undefined}
          role="option"
          tabIndex={-1}
          aria-selected={index === at}
          aria-disabled={entry.unavailable !== undefined}
          className={css.entry}
          onPointerMove={() => index !== at && onPoint(index)}
          onClick={() => onRun(entry)}
        >
          {entry.group !== entries[index - 1]?.group && <span className={css.group}>{entry.group}</span>}
          <span className={css.name}>{entry.name}</span>
          <span className={css.about}>{entry.unavailable ?? entry.about}</span>
          {entry.keyHint !== undefined && <Kbd>{entry.keyHint}</Kbd>}
        </div>
      ))}
    </div>
  );
}

function scrollIntoView(element: HTMLElement | null): void {
  element?.scrollIntoView?.({ block: "nearest" });
}

/** Groups stay together, in the order of their best entry. */
function grouped(entries: readonly PaletteEntry[]): readonly PaletteEntry[] {
  return [...Map.groupBy(entries, ({ group }) => group).values()].flat();
}
