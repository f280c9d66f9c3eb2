import { chmodSync, renameSync, writeFileSync } from "node:fs";

/** Whole or not at all, for the owner's eyes only. */
export function writePrivately(path: string, text: string): void {
  const draft = `${path}.tmp`;
  writeFileSync(draft, text, { mode: 0o600 });
  chmodSync(draft, 0o600);
  renameSync(draft, path);
}
