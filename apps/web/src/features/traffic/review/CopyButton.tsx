import { useState } from "react";
import { Button } from "../../../ui/Button.tsx";

/** Copies, and says whether it did: without https or a permission the browser may refuse. */
export function CopyButton(props: { text: string; name: string; large?: boolean; primary?: boolean }) {
  const { text, name, large = false, primary = false } = props;
  const [said, setSaid] = useState<{ readonly of: string; readonly words: string }>();
  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setSaid({ of: text, words: "Copied" });
    } catch {
      setSaid({ of: text, words: "The browser refused to copy" });
    }
  }
  return (
    <Button large={large} kind={primary ? "primary" : "plain"} onClick={() => void copy()}>
      <span aria-live="polite">{said?.of === text ? said.words : name}</span>
    </Button>
  );
}
