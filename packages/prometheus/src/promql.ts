declare const brand: unique symbol;

/**
 * PromQL that holds no text from outside except as an escaped label value. Only the builders here make it; its selectors
 * are marked, so that `writeOut` can put in the names and matchers of the place that is asked.
 */
export type PromQl = string & { readonly [brand]: "PromQl" };

/** One condition on a label, ready to stand between braces. */
export type Matcher = string & { readonly [brand]: "Matcher" };

/** A metric or label name written in this code, never one from outside. */
type Name = string;

/** `label="value"`. An empty value matches series without the label. */
export function is(label: Name, value: string): Matcher {
  return matches(label, "=", value);
}

export function isNot(label: Name, value: string): Matcher {
  return matches(label, "!=", value);
}

/** The label is one of these values, each taken literally. */
export function isOneOf(label: Name, values: readonly string[]): Matcher {
  return `${label}=~"${escapeString(values.map(escapeRegex).join("|"))}"` as Matcher;
}

/** The label is none of these values, each taken literally. */
export function isNoneOf(label: Name, values: readonly string[]): Matcher {
  return `${label}!~"${escapeString(values.map(escapeRegex).join("|"))}"` as Matcher;
}

/** The label is a list with commas that has one of these values. */
export function hasOneOf(label: Name, values: readonly string[]): Matcher {
  return `${label}=~"${escapeString(`(.*,)?(${values.map(escapeRegex).join("|")})(,.*)?`)}"` as Matcher;
}

/** The label starts with one of these values, followed by nothing or by a port. */
export function isHostOf(label: Name, values: readonly string[]): Matcher {
  return `${label}=~"${escapeString(`(${values.map(escapeRegex).join("|")})(:[0-9]+)?`)}"` as Matcher;
}

/** The label as a person wrote the condition down: `operator` is one of PromQL's four. */
export function matches(label: Name, operator: "=" | "!=" | "=~" | "!~", value: string): Matcher {
  return `${label}${operator}"${escapeString(value)}"` as Matcher;
}

export function startsWith(label: Name, start: string): Matcher {
  return `${label}=~"${escapeString(escapeRegex(start))}.*"` as Matcher;
}

/** The label ends with one of these values. */
export function endsWith(label: Name, ends: readonly string[]): Matcher {
  return `${label}=~"${escapeString(`.*(${ends.map(escapeRegex).join("|")})`)}"` as Matcher;
}

export function startsNotWith(label: Name, start: string): Matcher {
  return `${label}!~"${escapeString(escapeRegex(start))}.*"` as Matcher;
}

export function select(metric: Name, matchers: readonly Matcher[] = []): PromQl {
  return selectAny([metric], matchers);
}

/** Series of any of these metrics. */
export function selectAny(metrics: readonly Name[], matchers: readonly Matcher[] = []): PromQl {
  return `${begin}${metrics.join("|")}${middle}${matchers.join(",")}${end}` as PromQl;
}

// Around a selector, its metrics and its matchers, and around a rate. No label value holds them: control characters are
// escaped.
const [begin, middle, end, beginRate, endRate] = ["\u0001", "\u0002", "\u0003", "\u0004", "\u0005"];
const selector = new RegExp(`${begin}([^${middle}]*)${middle}([^${end}]*)${end}`, "g");
const rates = new RegExp(`${beginRate}([^${middle}]*)${middle}([^${endRate}]*)${endRate}`, "g");

/** How a query is put for the place that is asked. */
export interface Wording {
  /** What a metric is called there. */
  readonly nameOf: (metric: Name) => string;
  /** What every selector must match there. */
  readonly also: readonly Matcher[];
  /** `samples`: those of a window of so many seconds. */
  readonly rateOf: (samples: string, windowSeconds: string) => string;
}

/** As Prometheus has it. */
export const plainWording: Wording = {
  nameOf: (metric) => metric,
  also: [],
  rateOf: (samples) => `rate(${samples})`,
};

/** The query as it is sent. */
export function writeOut(query: PromQl, { nameOf, also, rateOf }: Wording = plainWording): string {
  const selected = query.replace(selector, (_, metrics: string, own: string) => {
    const [name = "", ...more] = metrics.split("|").map(nameOf);
    const named = more.length === 0 ? [] : [isOneOf("__name__", [name, ...more])];
    const matchers = [...named, ...(own === "" ? [] : [own]), ...also].join(",");
    return `${more.length === 0 ? name : ""}${matchers === "" ? "" : `{${matchers}}`}`;
  });
  return selected.replace(rates, (_, samples: string, seconds: string) => rateOf(samples, seconds));
}

/** The samples of the last `seconds`, for functions over time. */
export function over(selector: PromQl, seconds: number): PromQl {
  return `${selector}[${duration(seconds)}]` as PromQl;
}

/** The selector as it was `seconds` earlier. */
export function earlier(selector: PromQl, seconds: number): PromQl {
  return `${selector} offset ${duration(seconds)}` as PromQl;
}

/** Per second, over the whole window: a series that was there for half of it counts half. The window ended so long ago. */
export function rate(selector: PromQl, windowSeconds: number, agoSeconds = 0): PromQl {
  const samples = over(selector, windowSeconds);
  const then = agoSeconds === 0 ? samples : earlier(samples, agoSeconds);
  return `${beginRate}${then}${middle}${windowSeconds}${endRate}` as PromQl;
}

export function call(name: Name, ...args: readonly PromQl[]): PromQl {
  return `${name}(${args.join(", ")})` as PromQl;
}

export function sumBy(labels: readonly Name[], of: PromQl): PromQl {
  return `sum by (${labels.join(", ")}) (${of})` as PromQl;
}

export function maxBy(labels: readonly Name[], of: PromQl): PromQl {
  return `max by (${labels.join(", ")}) (${of})` as PromQl;
}

export function countBy(labels: readonly Name[], of: PromQl): PromQl {
  return `count by (${labels.join(", ")}) (${of})` as PromQl;
}

/** Of histograms, by bucket or native. */
export function quantileOf(quantile: number, histograms: PromQl): PromQl {
  return `histogram_quantile(${quantile}, ${histograms})` as PromQl;
}

/** Every value by the same number. */
export function dividedBy(query: PromQl, number: PromQl): PromQl {
  return `(${query}) / ${call("scalar", number)}` as PromQl;
}

/** Row by row with the same labels. */
export function quotient(part: PromQl, whole: PromQl): PromQl {
  return `(${part}) / (${whole})` as PromQl;
}

/** Rows of `rows` that are more than the one of `others` with the same labels. */
export function moreThan(rows: PromQl, others: PromQl): PromQl {
  return `(${rows}) > (${others})` as PromQl;
}

/** No row. */
export const nothing = "vector(0) > 0" as PromQl;

/**
 * Rows of the first, and those of the others that have labels of their own; one query at least. Prometheus goes through a
 * row once for every `or` around it, so what has most rows comes first: around that there is one, whatever follows.
 */
export function either(...queries: readonly PromQl[]): PromQl {
  return queries.reduceRight((others, query) => `(${query}) or (${others})` as PromQl);
}

/** Rows of `rows` that `others` has with the same `labels`; all labels when none are named. */
export function within(rows: PromQl, others: PromQl, labels?: readonly Name[]): PromQl {
  return `(${rows}) and ${onLabels(labels)}(${others})` as PromQl;
}

/** Rows of `rows` for which `taken` has none with the same `labels`; all labels when none are named. */
export function without(rows: PromQl, taken: PromQl, labels?: readonly Name[]): PromQl {
  return `(${rows}) unless ${onLabels(labels)}(${taken})` as PromQl;
}

/** Leaves out what is less. */
export function atLeast(query: PromQl, bound: number): PromQl {
  return `(${query}) >= ${bound}` as PromQl;
}

/** Rows of `rows` that are less than the one row of `others` with the same `labels`. */
export function lessThan(rows: PromQl, others: PromQl, labels: readonly Name[]): PromQl {
  return `(${rows}) < ${onLabels(labels)}group_left () (${others})` as PromQl;
}

function onLabels(labels: readonly Name[] | undefined): string {
  return labels === undefined ? "" : `on (${labels.join(", ")}) `;
}

/** The `count` rows with the largest values, with all their labels. */
export function topk(count: number, of: PromQl): PromQl {
  return `topk(${count}, ${of})` as PromQl;
}

/** Leaves out what is zero. */
export function positive(query: PromQl): PromQl {
  return `(${query}) > 0` as PromQl;
}

/** Marks every row, so that several metrics can share one answer. Names written here only. */
export function marked(query: PromQl, label: Name, mark: Name): PromQl {
  return `label_replace(${query}, "${label}", "${mark}", "", "")` as PromQl;
}

/** Marks the rows that have something under `where`. Names written here only. */
export function markedWhere(query: PromQl, label: Name, mark: Name, where: Name): PromQl {
  return `label_replace(${query}, "${label}", "${mark}", "${where}", ".+")` as PromQl;
}

/** Puts these labels into one, a slash between each and the next. */
export function joined(query: PromQl, label: Name, parts: readonly Name[]): PromQl {
  return `label_join(${query}, "${label}", "/", ${parts.map((part) => `"${part}"`).join(", ")})` as PromQl;
}

/** Where all of the label is as the pattern says, it is written anew. Patterns written here only. */
export function rewritten(query: PromQl, label: Name, pattern: string, text: string): PromQl {
  return `label_replace(${query}, "${label}", "${text}", "${label}", "${escapeString(pattern)}")` as PromQl;
}

/** To the millisecond, which is as fine as Prometheus keeps time; in whole minutes or seconds where it is some. */
function duration(seconds: number): string {
  const ms = Math.max(1, Math.round(seconds * 1000));
  if (ms % 60_000 === 0) return `${ms / 60_000}m`;
  return ms % 1000 === 0 ? `${ms / 1000}s` : `${ms}ms`;
}

/** Inside double quotes PromQL reads Go's escapes. */
function escapeString(text: string): string {
  return text.replace(/[\\"\p{Cc}]/gu, (sign) =>
    sign === "\\" || sign === '"' ? `\\${sign}` : `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** RE2's special signs, taken literally. */
function escapeRegex(text: string): string {
  return text.replace(/[\\.+*?()|[\]{}^$]/g, "\\$&");
}
