import { readFile, rename, writeFile } from "node:fs/promises";

/** What the mesh remembers from one run to the next. */
export interface SavedState {
  /** Which mesh the counters belong to; another seed or size has others. */
  readonly mesh: string;
  readonly scenario: string;
  /** Unix seconds. */
  readonly onset: number;
  readonly savedAt: number;
  /** False while running: after a crash the counters are out of date, and start again at 0 as after a restart. */
  readonly isFinal: boolean;
  readonly counters: Readonly<Record<string, readonly number[]>>;
}

/** The state of the last run; nothing when there was none or its file cannot be read. */
export async function loadState(file: string): Promise<SavedState | undefined> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as SavedState;
  } catch {
    // It only carries counters on; without it they start again, which Prometheus knows how to read.
    return undefined;
  }
}

export async function saveState(file: string, state: SavedState): Promise<void> {
  const draft = `${file}.${process.pid}.tmp`;
  await writeFile(draft, JSON.stringify(state));
  await rename(draft, file);
}
