import { IconCheck, IconCopy, IconCopyX } from "@tabler/icons-react";
import { useState } from "react";
import css from "./CopyText.module.css";
import { IconButton } from "./IconButton.tsx";

const icons = { ready: IconCopy, copied: IconCheck, refused: IconCopyX } as const;

/** Puts a text that is shown in short into the clipboard in full. `what`: "the caller's identity". */
export function CopyText({ text, what }: { text: string; what: string }) {
  const [last, setLast] = useState<{ readonly text: string; readonly went: "copied" | "refused" }>();
  const state = last?.text === text ? last.went : "ready";
  const words = { ready: `Copy ${what}`, copied: "Copied", refused: "The browser refused to copy" } as const;
  const Icon = icons[state];
  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setLast({ text, went: "copied" });
    } catch {
      setLast({ text, went: "refused" });
    }
  }
  return (
    <IconButton className={css.copy} label={words[state]} onClick={() => void copy()}>
      <Icon size={13} stroke={1.6} aria-hidden="true" />
    </IconButton>
  );
}
