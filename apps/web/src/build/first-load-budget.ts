import type { Plugin } from "vite";

/** A part of a build: an entry, or something loaded with or after it. */
export interface BuiltPart {
  readonly fileName: string;
  readonly code: string;
  readonly isEntry: boolean;
  /** File names of parts it cannot start without. */
  readonly imports: readonly string[];
}

/** All parts that must be there before the first picture: the entries and what they import, each once. */
export function firstLoad(parts: readonly BuiltPart[]): readonly BuiltPart[] {
  const byName = new Map(parts.map((part) => [part.fileName, part]));
  const needed = new Set(parts.filter(({ isEntry }) => isEntry));
  for (const part of needed) {
    for (const name of part.imports) {
      const imported = byName.get(name);
      if (imported) needed.add(imported);
    }
  }
  return [...needed];
}

/** Refuses a build whose first load is more than `mostBytes` of JavaScript, measured by `sizeOf` (gzip). */
export function firstLoadBudget(mostBytes: number, sizeOf: (code: string) => number): Plugin {
  return {
    name: "fyr-first-load-budget",
    apply: "build",
    generateBundle(_, bundle) {
      const parts = Object.values(bundle).filter((output) => output.type === "chunk");
      const sizes = firstLoad(parts).map(({ fileName, code }) => ({ fileName, bytes: sizeOf(code) }));
      const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
      if (total <= mostBytes) return;
      const largest = sizes.toSorted((a, b) => b.bytes - a.bytes).slice(0, 5);
      this.error(
        `The first load is ${inKb(total)}, more than ${inKb(mostBytes)}: ${largest
          .map(({ fileName, bytes }) => `${fileName} ${inKb(bytes)}`)
          .join(", ")}. Load later what the first picture does not need.`,
      );
    },
  };
}

function inKb(bytes: number): string {
  return `${Math.ceil(bytes / 1000)} kB`;
}
