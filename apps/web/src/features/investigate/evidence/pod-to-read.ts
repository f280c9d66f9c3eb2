import type { MeasuredPods } from "@fyr/contract";

/** Whose log is read, of those there are. */
export interface PodToRead {
  /** Undefined where none runs, or nobody knows yet. */
  readonly pod: string | undefined;
  readonly choices: readonly { readonly value: string; readonly words: string }[];
  /** The one that is asked for, where it does not run. */
  readonly gone: string | undefined;
}

/** The pod that is asked for while it runs, else whoever stands out, else the first. */
export function podToRead(measured: Pick<MeasuredPods, "pods" | "standsOut"> | undefined, asked?: string): PodToRead {
  const { pods = [], standsOut } = measured ?? {};
  const running = pods.filter(({ state }) => state !== undefined).map(({ name }) => name);
  const bad = standsOut?.what === "pod" ? standsOut.name : undefined;
  const isRunning = (name: string | undefined) => name !== undefined && running.includes(name);
  return {
    pod: [asked, bad].find(isRunning) ?? running[0],
    choices: running.map((name) => ({ value: name, words: name === bad ? `${name}, stands out` : name })),
    gone: measured === undefined || isRunning(asked) ? undefined : asked,
  };
}
