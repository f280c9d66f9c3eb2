import type { Investigation } from "@fyr/contract";
import { age, windowName } from "../../../ui/format.ts";
import type { StatusShape } from "../../../ui/StatusIcon.tsx";
import type { Names } from "../names.ts";
import type { Phrase } from "../phrase.ts";
import { findingTitle, findingTone, sinceWords } from "./finding-words.ts";

export interface MeshSentence {
  readonly status: StatusShape;
  readonly phrases: readonly Phrase[];
}

/** The mesh in one sentence: "payment v2 fails since 03:01:40, for 12 min; it harms storefront and mobile-bff. One more thing is wrong." */
export function meshSentence({ findings, at }: Investigation, names: Names): MeshSentence {
  const wrong = findings.filter(({ status }) => status !== "notice");
  const [first] = wrong;
  if (first === undefined) return { status: "healthy", phrases: [{ text: "Nothing is wrong." }] };
  const since = sinceWords(first, at);
  const harmed = first.entries.map(({ node }) => names.ofNode(node));
  const rest = wrong.length - 1;
  return {
    status: first.status === "failing" ? "failing" : "degraded",
    phrases: [
      { text: findingTitle(first, names), tone: findingTone(first) },
      { text: since === "" ? "" : ` ${since}` },
      { text: harmed.length === 0 ? "." : `; it harms ${listed(harmed)}.` },
      { text: rest === 0 ? "" : ` ${rest === 1 ? "One more thing is" : `${rest} more things are`} wrong.` },
    ].filter(({ text }) => text !== ""),
  };
}

/** What was looked at, for where nothing was found: "29 workloads and 41 edges, from 00:14 to 03:14 at steps of 1 min." */
export function lookedAt(
  { from, at, stepSeconds, windowSeconds }: Investigation,
  counted: { readonly workloads: number; readonly edges: number },
): string {
  const span = age((Date.parse(at) - Date.parse(from)) / 1000);
  return (
    `Fyr looked at ${counted.workloads} workloads and ${counted.edges} edges over ${span}, in steps of ` +
    `${windowName(stepSeconds)}: no failures, slowness or loss of traffic that lasts and chance cannot explain, ` +
    `up to the last ${windowName(windowSeconds)}.`
  );
}

function listed(names: readonly string[]): string {
  const [first = "", second, ...more] = names;
  if (second === undefined) return first;
  return more.length === 0 ? `${first} and ${second}` : `${first}, ${second} and ${more.length} more`;
}
