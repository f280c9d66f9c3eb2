import type { Labels } from "../answers.ts";
import { isObject } from "../is-object.ts";
import type { Cell, KnownLabels } from "./label-memory.ts";
import { labelsEnd, rowBegin, splitLabels } from "./row-text.ts";

/** By labels as they are written, without the braces; undefined where they are not what labels are. */
export function cellOfText<Meaning>(
  known: KnownLabels<Meaning>,
  written: string,
  along: string | undefined,
): Cell<Meaning> | undefined {
  const split = along === undefined ? undefined : splitLabels(written, along);
  const { before, text, after } = split ?? { before: written, text: "", after: "" };
  const name = { before: rowBegin + before, after: after + labelsEnd };
  const line = known.lineAt(name);
  if (line !== undefined) return known.cellOf(line, text);
  const labels = readLabels(`{${written}}`);
  // Written in a way nobody writes them: the label is there, and was not found.
  if (labels === undefined || (along !== undefined && (labels[along] ?? "") !== text)) return undefined;
  return known.cellOf(known.learn(name, without(labels, along)), text);
}

/** However they were written. */
export function cellOfLabels<Meaning>(
  known: KnownLabels<Meaning>,
  labels: Labels,
  along: string | undefined,
): Cell<Meaning> {
  const own = without(labels, along);
  const name = { before: JSON.stringify(own), after: "" };
  const line = known.lineAt(name) ?? known.learn(name, own);
  return known.cellOf(line, (along === undefined ? undefined : labels[along]) ?? "");
}

function readLabels(json: string): Labels | undefined {
  try {
    const labels: unknown = JSON.parse(json);
    if (!isObject(labels)) return undefined;
    for (const name in labels) if (typeof labels[name] !== "string") return undefined;
    return labels as Labels;
  } catch {
    return undefined;
  }
}

function without(labels: Labels, along: string | undefined): Labels {
  if (along === undefined || labels[along] === undefined) return labels;
  const { [along]: _, ...own } = labels;
  return own;
}
