import type { Finding } from "@fyr/contract";
import type { Names } from "./names.ts";
import type { Sought } from "./sought.ts";
import { findingTitle } from "./wrong/finding-words.ts";

/**
 * What became of what the address asks for by an expression. `about`: the finding that tells what is wrong there, once
 * it is known what is.
 */
export function soughtWords(
  { expression, places }: Sought,
  names: Names,
  told: { readonly isKnown: boolean; readonly about: Finding | undefined },
): string {
  if (places.length === 0) return `Nothing that carries traffic at this moment matches ${expression}.`;
  const asked = `Asked for: ${places.map(({ type, id }) => (type === "edge" ? names.ofEdge(id) : names.ofNode(id))).join(", ")}.`;
  if (!told.isKnown) return asked;
  return told.about === undefined
    ? `${asked} Nothing is found wrong there at this moment.`
    : `${asked} What is wrong there: ${findingTitle(told.about, names)}.`;
}

/** Where the finding an address names is not among those there are. `shown`: the one that stands in its place. */
export function goneWords(shown: Finding | undefined, names: Names): string {
  const gone = "The finding this link names is not there at this moment: it is over, or begins elsewhere.";
  return shown === undefined ? gone : `${gone} Shown instead: ${findingTitle(shown, names)}.`;
}
