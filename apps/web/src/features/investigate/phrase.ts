import type { NumberTone } from "../../ui/number-tone.ts";

/** A piece of a sentence; a number that matters has a tone. */
export interface Phrase {
  readonly text: string;
  readonly tone?: NumberTone;
}

export function textOf(phrases: readonly Phrase[]): string {
  return phrases.map(({ text }) => text).join("");
}
