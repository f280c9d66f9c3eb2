/** A row of a vector as Prometheus writes it: `{"metric":{…},"value":[time,"number"]}`. */
export interface RowText {
  /** All labels, without the braces. */
  readonly labels: string;
  /** `1700000000.5,"`: the same in all rows of an answer. */
  readonly time: string;
  readonly value: string;
  /** Where the row ends. */
  readonly to: number;
}

export const rowBegin = '{"metric":{';
export const labelsEnd = '},"value":[';
const rowEnd = '"]}';
const sample = /^(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?,")([^"\\\p{Cc}]*)$/u;

/**
 * The parts of the row that begins at `at`; undefined where it is not whole yet or is written in another way. What
 * stands between quotes has its own quotes escaped, so these marks are never part of a label.
 */
export function splitRow(text: string, at: number): RowText | undefined {
  if (!text.startsWith(rowBegin, at)) return undefined;
  const labelsAt = at + rowBegin.length;
  const labelsTo = text.indexOf(labelsEnd, labelsAt);
  const valueTo = labelsTo === -1 ? -1 : text.indexOf(rowEnd, labelsTo);
  if (valueTo === -1) return undefined;
  const [, time, value] = sample.exec(text.slice(labelsTo + labelsEnd.length, valueTo)) ?? [];
  if (time === undefined || value === undefined) return undefined;
  return { labels: text.slice(labelsAt, labelsTo), time, value, to: valueTo + rowEnd.length };
}

/** Labels around the text of one of them; undefined where it is not there. */
export function splitLabels(labels: string, label: string) {
  const mark = `"${label}":"`;
  const at = labels.indexOf(mark);
  if (at === -1) return undefined;
  const from = at + mark.length;
  const to = labels.indexOf('"', from);
  const text = labels.slice(from, to);
  if (to === -1 || text.includes("\\")) return undefined;
  return { before: labels.slice(0, from), text, after: labels.slice(to) };
}

/** Where the JSON object or list that begins at `at` ends; -1 where it goes on beyond the text. */
export function endOfValue(text: string, at: number): number {
  let depth = 0;
  for (let i = at; i < text.length; i++) {
    const sign = text[i];
    if (sign === '"') {
      i = endOfString(text, i);
      if (i === -1) return -1;
    } else if (sign === "{" || sign === "[") depth += 1;
    else if (sign === "}" || sign === "]") depth -= 1;
    if (depth === 0) return i + 1;
  }
  return -1;
}

/** Where its closing quote stands. */
function endOfString(text: string, at: number): number {
  for (let i = at + 1; i < text.length; i++) {
    if (text[i] === "\\") i += 1;
    else if (text[i] === '"') return i;
  }
  return -1;
}
