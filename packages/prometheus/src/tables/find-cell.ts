import type { Labels } from "../answers.ts";
import { isObject } from "../is-object.ts";
import { type ByteText, byteTextOf } from "./byte-text.ts";
import { type Cell, type KnownLabels, writtenAt } from "./known-labels.ts";
import { findColumn, type RowText } from "./row-text.ts";

/** Of a row as it is written; undefined where its labels are not what labels are. */
export function cellOfText<Meaning>(
  known: KnownLabels<Meaning>,
  text: ByteText,
  row: RowText,
  along: string | undefined,
): Cell<Meaning> | undefined {
  const { columnAt, columnTo } = findColumn(text.bytes, row, along);
  const column = text.bytes.toString("utf8", columnAt, columnTo);
  const written = writtenAt(text, row.at, columnAt, columnTo, row.timeAt);
  const line = known.lineAt(written);
  if (line !== undefined) return known.cellOf(line, column);
  const labels = readLabels(`{${text.bytes.toString("utf8", row.labelsAt, row.labelsTo)}}`);
  // Written in a way nobody writes them: the label is there, and was not found.
  if (labels === undefined || (along !== undefined && (labels[along] ?? "") !== column)) return undefined;
  return known.cellOf(known.learn(written, without(labels, along)), column);
}

/** However they were written. */
export function cellOfLabels<Meaning>(
  known: KnownLabels<Meaning>,
  labels: Labels,
  along: string | undefined,
): Cell<Meaning> {
  const own = without(labels, along);
  const text = byteTextOf(Buffer.from(JSON.stringify(own)));
  const { length } = text.bytes;
  const written = writtenAt(text, 0, length, length, length);
  const line = known.lineAt(written) ?? known.learn(written, own);
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
