import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Ports } from "./parts.ts";

/** What runs, for people and tests that want to know: kept in the demo's folder as `running.json` while it does. */
export interface RunningNote {
  readonly launcher: number;
  readonly url: string;
  readonly ports: Ports;
  readonly folder: string;
  readonly pids: Readonly<Record<"prometheus" | "mesh" | "fyr", number | undefined>>;
}

const fileIn = (folder: string) => join(folder, "running.json");

/** Written whole or not at all: readers poll it. */
export function writeNote(note: RunningNote): void {
  const draft = `${fileIn(note.folder)}.tmp`;
  writeFileSync(draft, JSON.stringify(note, null, 2));
  renameSync(draft, fileIn(note.folder));
}

export function removeNote(folder: string): void {
  rmSync(fileIn(folder), { force: true });
}

/** The address of a demo that runs in this folder already. */
export function runningAlready(folder: string): string | undefined {
  try {
    const { launcher, url } = JSON.parse(readFileSync(fileIn(folder), "utf8")) as RunningNote;
    process.kill(launcher, 0);
    return url;
  } catch {
    // No note, or one that a killed demo left behind.
    return undefined;
  }
}
