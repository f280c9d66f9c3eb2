import type { Topology } from "@fyr/contract";
import { fieldNamed, fields } from "./fields.ts";
import { marks } from "./marks.ts";
import { exampleOf } from "./quantity.ts";
import { subjectsOf } from "./subject.ts";
import type { Span } from "./syntax.ts";
import { type Token, tokensOf } from "./tokens.ts";

/** `insert` takes the place of the text from `from` to `to`; `says` explains it in a few words. */
export interface Completion extends Span {
  readonly insert: string;
  readonly says: string;
}

type Elements = Pick<Topology, "nodes" | "edges">;
type Offer = Omit<Completion, "from" | "to">;

const mostOffers = 12;

/** What could stand at the cursor, best first; values are taken from what the picture holds. */
export function completeExpression(text: string, cursor: number, elements: Elements): readonly Completion[] {
  const { tokens } = tokensOf(text.slice(0, cursor));
  const written = tokens.filter(({ kind }) => kind !== "end");
  const last = written.at(-1);
  const typing = last !== undefined && last.to === cursor && last.kind === "word" ? last : undefined;
  const before = typing === undefined ? written : written.slice(0, -1);
  const begun = typing?.text.toLowerCase() ?? "";
  const end = /^(?:from|to)\./.exec(begun)?.[0];
  return offersAfter(before, elements, end === undefined ? criteria : criteriaOf(end))
    .filter(({ insert }) => insert.toLowerCase().includes(begun) && insert.toLowerCase() !== begun)
    .sort((one, other) => Number(startsLate(one, begun)) - Number(startsLate(other, begun)))
    .slice(0, mostOffers)
    .map((offer) => ({ ...offer, from: typing?.from ?? cursor, to: cursor }));
}

function startsLate({ insert }: Offer, begun: string): boolean {
  return !insert.toLowerCase().startsWith(begun);
}

/** `begin`: what could stand where nothing is begun. */
function offersAfter(before: readonly Token[], elements: Elements, begin: readonly Offer[]): readonly Offer[] {
  const last = before.at(-1);
  if (last === undefined || ["and", "or", "not", "open"].includes(last.kind))
    return inChoices(before, elements) ?? begin;
  if (last.kind === "comparison") return valuesOf(before.at(-2), elements);
  if (last.kind === "comma") return inChoices(before, elements) ?? [];
  if (last.kind === "word" && isField(last) && before.at(-2)?.kind !== "comparison") return comparisonsOf(last);
  return links;
}

const criteria: readonly Offer[] = [
  ...marks.map(({ name, says }) => ({ insert: name, says })),
  ...fields.map(({ name, says }) => ({ insert: name, says })),
  { insert: "not", says: "the contrary" },
  { insert: "from.", says: "of the caller" },
  { insert: "to.", says: "of the callee" },
];

/** What can be asked of a node, asked of one end: `from.` or `to.`. */
function criteriaOf(end: string): readonly Offer[] {
  return [...fields, ...marks]
    .filter(({ node }) => node !== undefined)
    .map(({ name, says }) => ({ insert: end + name, says }));
}

const links: readonly Offer[] = [
  { insert: "and", says: "both" },
  { insert: "or", says: "either" },
];

/** Inside the brackets of `field in (…)`: values of the field. */
function inChoices(before: readonly Token[], elements: Elements): readonly Offer[] | undefined {
  const open = before.findLastIndex(({ kind }) => kind === "open");
  const closed = before.findLastIndex(({ kind }) => kind === "close");
  if (open <= closed || before[open - 1]?.text.toLowerCase() !== "in") return undefined;
  return valuesOf(before[open - 2], elements);
}

function isField({ text }: Token): boolean {
  return fieldNamed(bare(text)) !== undefined || /^(from|to)$/i.test(text);
}

function comparisonsOf({ text }: Token): readonly Offer[] {
  if (fieldNamed(bare(text))?.kind === "number") {
    return [
      { insert: ">", says: "more than" },
      { insert: "<", says: "less than" },
      { insert: "= none", says: "not measured" },
    ];
  }
  return [
    { insert: "=", says: "is; * stands for any letters" },
    { insert: "!=", says: "is not" },
    { insert: "contains", says: "holds these letters" },
    { insert: "in", says: "one of several: in (a, b)" },
  ];
}

function valuesOf(word: Token | undefined, elements: Elements): readonly Offer[] {
  const field = word && fieldNamed(bare(word.text));
  if (field === undefined) return [];
  if (field.kind === "number") {
    return exampleOf(field.unit)
      .split(" or ")
      .map((insert) => ({ insert, says: field.says }));
  }
  if (field.choices !== undefined) return field.choices.map((insert) => ({ insert, says: field.says }));
  const present = subjectsOf(elements).flatMap((subject) =>
    subject.type === "edge" ? (field.edge?.(subject.edge) ?? []) : (field.node?.(subject.node) ?? []),
  );
  return [...new Set(present.filter((value) => value !== undefined))]
    .sort()
    .map((value) => ({ insert: quoted(value), says: field.says }));
}

function bare(text: string): string {
  return text.replace(/^(?:from|to)$/i, "name").replace(/^(?:from|to)\./i, "");
}

/** As it must be written to be read back. */
function quoted(value: string): string {
  const { tokens, fault } = tokensOf(value);
  const plain = fault === undefined && tokens.length === 2 && tokens[0]?.kind === "word";
  return plain ? value : `"${value}"`;
}
