/** Where the parts of a row stand that is written as Prometheus does: `{"metric":{…},"value":[time,"number"]}`. */
export interface RowText {
  readonly at: number;
  /** Behind the metric's name where that comes first; behind the brace where it does not. */
  readonly namedTo: number;
  /** All labels, without the braces. */
  readonly labelsAt: number;
  readonly labelsTo: number;
  readonly timeAt: number;
}

const rowBegin = Buffer.from('{"metric":{');
const nameBegin = Buffer.from('"__name__":"');
const labelsEnd = Buffer.from('},"value":[');
export const rowEnd = Buffer.from('"]}');
const [quote, backslash] = [0x22, 0x5c];

/**
 * Of the row that begins at `at`; undefined where its labels are not there whole or are written in another way. What
 * stands between quotes has its own quotes escaped, so these marks are never part of a label.
 */
export function splitRow(bytes: Buffer, at: number): RowText | undefined {
  const labelsAt = at + rowBegin.length;
  if (!standsAt(bytes, at, rowBegin)) return undefined;
  const labelsTo = bytes.indexOf(labelsEnd, labelsAt);
  if (labelsTo === -1) return undefined;
  return { at, namedTo: behindName(bytes, labelsAt), labelsAt, labelsTo, timeAt: labelsTo + labelsEnd.length };
}

function behindName(bytes: Buffer, labelsAt: number): number {
  const nameTo = standsAt(bytes, labelsAt, nameBegin) ? endOfPlainText(bytes, labelsAt + nameBegin.length) : -1;
  return nameTo === -1 ? labelsAt : nameTo + 1;
}

export function standsAt(bytes: Buffer, at: number, part: Buffer): boolean {
  for (let i = 0; i < part.length; i++) if (bytes[at + i] !== part[i]) return false;
  return true;
}

/** Where a label's text stands, of which `mark` is all before it; nowhere, behind the labels, where it is not as written. */
export function findColumn(bytes: Buffer, { labelsAt, labelsTo }: RowText, mark: Buffer | undefined) {
  const none = { columnAt: labelsTo, columnTo: labelsTo };
  const at = mark === undefined ? -1 : bytes.indexOf(mark, labelsAt);
  if (mark === undefined || at === -1 || at > labelsTo) return none;
  const columnAt = at + mark.length;
  const columnTo = endOfPlainText(bytes, columnAt);
  return columnTo === -1 ? none : { columnAt, columnTo };
}

/** What stands before the text of a label. */
export function labelMark(label: string): Buffer {
  return Buffer.from(`"${label}":"`);
}

/** Where the closing quote of a text stands; -1 where it goes on beyond the end, or is not written as it is read. */
export function endOfPlainText(bytes: Buffer, at: number): number {
  for (let i = at; i < bytes.length; i++) {
    const sign = bytes[i] ?? 0;
    if (sign === quote) return i;
    if (sign === backslash || sign < 0x20) return -1;
  }
  return -1;
}

/** Where the JSON object or list that begins at `at` ends; -1 where it goes on beyond the text. */
export function endOfValue(bytes: Buffer, at: number): number {
  let depth = 0;
  for (let i = at; i < bytes.length; i++) {
    const sign = bytes[i];
    if (sign === quote) {
      i = endOfString(bytes, i);
      if (i === -1) return -1;
    } else if (sign === 0x7b || sign === 0x5b) depth += 1;
    else if (sign === 0x7d || sign === 0x5d) depth -= 1;
    if (depth === 0) return i + 1;
  }
  return -1;
}

/** Where its closing quote stands. */
function endOfString(bytes: Buffer, at: number): number {
  for (let i = at + 1; i < bytes.length; i++) {
    if (bytes[i] === backslash) i += 1;
    else if (bytes[i] === quote) return i;
  }
  return -1;
}
