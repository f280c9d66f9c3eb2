import { useEffect, useState } from "react";
import css from "./MapCanvas.module.css";
import type { LayoutState } from "./stage.ts";

export interface LayoutNoteProps {
  readonly state: LayoutState;
  readonly nodes: number;
  readonly onAgain: () => void;
  readonly onCancel: () => void;
}

/** Shorter than this nobody wants to stop it. */
const PATIENCE_MS = 1000;

/** While the map is laid out, and when that went wrong. */
export function LayoutNote({ state, nodes, onAgain, onCancel }: LayoutNoteProps) {
  switch (state) {
    case "done":
      return null;
    case "running":
      return <Running nodes={nodes} onCancel={onCancel} />;
    case "failed":
      return (
        <p className={css.status} role="status">
          The map could not be laid out.{" "}
          <button type="button" className={css.again} onClick={onAgain}>
            Try again
          </button>
        </p>
      );
  }
}

/** How long it takes is told in whole seconds; how much is left nobody knows. */
function Running({ nodes, onCancel }: Pick<LayoutNoteProps, "nodes" | "onCancel">) {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((passed) => passed + 1), PATIENCE_MS);
    return () => clearInterval(timer);
  }, []);
  if (seconds === 0) return null;
  return (
    <p className={css.status}>
      <span role="status">Placing {nodes} nodes</span> … {seconds} s{" "}
      <button type="button" className={css.again} onClick={onCancel}>
        Cancel
      </button>
    </p>
  );
}
