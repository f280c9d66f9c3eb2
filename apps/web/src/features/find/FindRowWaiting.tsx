import { useEffect, useRef } from "react";
import css from "./FindRowWaiting.module.css";
import type { Ahead, Called } from "./use-find-row.ts";

/** The row before it is there: what is typed is not lost, and is no key of the map. */
export function FindRowWaiting(props: { called: Called; ahead: Ahead; onType: (ahead: Ahead) => void }) {
  const { called, ahead, onType } = props;
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  const field = called.find > 0 ? "find" : "hide";
  return (
    <search className={css.row} aria-label="Find and hide" aria-busy="true">
      {called[field] > 0 && (
        <input
          ref={input}
          className={css.input}
          aria-label={field === "find" ? "Find" : "Hide"}
          autoComplete="off"
          spellCheck={false}
          value={ahead[field] ?? ""}
          onChange={({ currentTarget }) => onType({ [field]: currentTarget.value })}
        />
      )}
    </search>
  );
}
