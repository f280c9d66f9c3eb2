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
  mark: Buffer | undefined,
): Cell<Meaning> | undefined {
  const { columnAt, columnTo } = findColumn(text.bytes, row, mark);
  const column = text.bytes.toString("utf8", columnAt, columnTo);
  // Without columns nothing but its name may tell one metric from another.
  const headTo = along === undefined ? row.labelsAt : row.namedTo;
  const written = writtenAt(text, headTo, columnAt, columnTo, row.timeAt);
  const head = known.headOf(text, row.at, headTo);
  const line = known.lineAt(written);
  if (line !== undefined) return known.cellOf(line, head, known.columnOf(column));
  const labels = readLabels(text.bytes.toString("utf8", row.labelsAt - 1, row.labelsTo + 1));
  // Written in a way nobody writes it: the label is there, and was not found.
  if (labels === undefined || (along !== undefined && (labels[along] ?? "") !== column)) return undefined;
  return known.cellOf(known.learn(written, without(labels, along)), head, known.columnOf(column));
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
  const column = known.columnOf((along === undefined ? undefined : labels[along]) ?? "");
  return known.cellOf(line, known.headOf(text, 0, 0), column);
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

/** Where rows have columns without the metric's name, too. */
function without(labels: Labels, along: string | undefined): Labels {
  if (along === undefined) return labels;
  const { [along]: _, __name__: __, ...own } = labels;
  return own;
}
