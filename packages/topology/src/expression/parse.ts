import { closestTo } from "./closest.ts";
import type { Field } from "./field.ts";
import { fieldNamed, fields } from "./fields.ts";
import { markNamed, marks } from "./marks.ts";
import { exampleOf, readQuantity } from "./quantity.ts";
import type { Comparison, End, Expression, Operand, ParseResult, Span, SyntaxFault } from "./syntax.ts";
import { type Token, type TokenKind, tokensOf } from "./tokens.ts";

const longestText = 1000;
const deepestNesting = 40;

/** Thrown and caught in this file alone. */
class Misread extends Error {
  readonly span: Span;
  constructor(span: Span, message: string) {
    super(message);
    this.span = span;
  }
}

interface Reading {
  readonly tokens: readonly Token[];
  at: number;
  depth: number;
}

/**
 * `ns = payments and (errors > 1% or p99 > 500ms) and !mtls`. `or` binds weakest, then `and`, then `not`/`!`. A word
 * that is no mark looks for nodes whose name holds it. Never throws.
 */
export function parseExpression(text: string): ParseResult {
  if (text.length > longestText) {
    return failed({ from: longestText, to: text.length, message: `At most ${longestText} characters.` });
  }
  const { tokens, fault } = tokensOf(text);
  if (fault !== undefined) return failed(fault);
  try {
    const reading = { tokens, at: 0, depth: 0 };
    const expression = readAny(reading);
    const rest = peek(reading);
    if (rest.kind !== "end") throw new Misread(rest, strayWords(rest));
    return { ok: true, expression };
  } catch (error) {
    if (error instanceof Misread) return failed({ from: error.span.from, to: error.span.to, message: error.message });
    throw error;
  }
}

function readAny(reading: Reading): Expression {
  return readList(reading, "or", readAll);
}

function readAll(reading: Reading): Expression {
  return readList(reading, "and", readOne);
}

function readList(reading: Reading, kind: "and" | "or", readPart: (reading: Reading) => Expression): Expression {
  const first = readPart(reading);
  const parts = [first];
  while (take(reading, kind) !== undefined) parts.push(readPart(reading));
  return parts.length === 1 ? first : { kind, parts };
}

function readOne(reading: Reading): Expression {
  reading.depth += 1;
  if (reading.depth > deepestNesting) throw new Misread(peek(reading), "Nested too deeply.");
  const read = readNegated(reading) ?? readGroup(reading) ?? readCriterion(reading);
  reading.depth -= 1;
  return read;
}

function readNegated(reading: Reading): Expression | undefined {
  return take(reading, "not") && { kind: "not", part: readOne(reading) };
}

function readGroup(reading: Reading): Expression | undefined {
  const open = take(reading, "open");
  if (open === undefined) return undefined;
  const inside = readAny(reading);
  if (take(reading, "close") === undefined) throw new Misread(open, "This bracket is never closed.");
  return inside;
}

function readCriterion(reading: Reading): Expression {
  const word = take(reading, "quoted") ?? take(reading, "word");
  if (word === undefined) throw new Misread(peek(reading), missing(peek(reading)));
  if (word.kind === "quoted") return { kind: "named", text: word.text };
  const { name, end } = endOf(word.text);
  const by = take(reading, "comparison");
  if (by !== undefined) return readComparison(reading, { ...word, text: name }, end, by);
  if (isIn(peek(reading))) return readComparison(reading, { ...word, text: name }, end, next(reading));
  const mark = markNamed(name);
  if (mark !== undefined) return { kind: "is", mark: mark.name, end };
  if (fieldNamed(name) !== undefined) throw new Misread(word, `Compare ${name} with something: ${exampleFor(name)}.`);
  if (end !== "either") throw new Misread(word, unknownWord(name, "mark"));
  return { kind: "named", text: word.text };
}

function readComparison(reading: Reading, word: Token, end: End, by: Token): Expression {
  const field = fieldNamed(word.text);
  if (field === undefined) throw new Misread(word, unknownWord(word.text, "field"));
  const comparison: Comparison = isIn(by) ? "=" : (by.text as Comparison);
  if (field.kind === "words" && /^[<>]/.test(comparison))
    throw new Misread(by, `${field.name} has no more or less; use = or !=.`);
  if (field.kind === "number" && /^[*^$]/.test(comparison))
    throw new Misread(by, `${field.name} is a number; use =, < or >.`);
  const operands = isIn(by) ? readChoices(reading, field) : [readOperand(reading, field, comparison)];
  return { kind: "compare", field: field.name, end, by: comparison, operands };
}

function readChoices(reading: Reading, field: Field): readonly Operand[] {
  const open = take(reading, "open");
  if (open === undefined) throw new Misread(peek(reading), `Write the choices in brackets: ${field.name} in (a, b).`);
  const operands = [readOperand(reading, field, "=")];
  while (take(reading, "comma") !== undefined) operands.push(readOperand(reading, field, "="));
  if (take(reading, "close") === undefined) throw new Misread(open, "This bracket is never closed.");
  return operands;
}

function readOperand(reading: Reading, field: Field, by: Comparison): Operand {
  const word = take(reading, "quoted") ?? take(reading, "word");
  if (word === undefined)
    throw new Misread(peek(reading), `Compare ${field.name} with something: ${exampleFor(field.name)}.`);
  if (word.kind === "word" && word.text.toLowerCase() === "none") {
    if (by !== "=" && by !== "!=") throw new Misread(word, "none is not measured: use = or !=.");
    return { kind: "none" };
  }
  if (field.kind === "words") return { kind: "word", value: chosen(field.choices, word, by) };
  const value = readQuantity(word.text, field.unit);
  if (value === undefined) throw new Misread(word, `${field.name} is written like ${exampleOf(field.unit)}.`);
  return { kind: "number", value };
}

/** Where only some words make sense, others are a slip of the pen. */
function chosen(choices: readonly string[] | undefined, word: Token, by: Comparison): string {
  const exact = by === "=" || by === "!=";
  const known = choices?.some((choice) => choice.toLowerCase() === word.text.toLowerCase());
  if (choices === undefined || known || !exact || word.text.includes("*")) return word.text;
  throw new Misread(word, `“${word.text}” is none of ${choices.join(", ")}.`);
}

/** `from.ns` and `to.name`; `from` and `to` alone are the names of the ends. */
function endOf(text: string): { readonly name: string; readonly end: End } {
  const [, end, rest] = /^(from|to)(?:\.(.+))?$/i.exec(text) ?? [];
  if (end === undefined) return { name: text, end: "either" };
  return { name: rest ?? "name", end: end.toLowerCase() === "from" ? "from" : "to" };
}

/** `in` is a word like others, save where a list can follow. */
function isIn(token: Token): boolean {
  return token.kind === "word" && token.text.toLowerCase() === "in";
}

function peek({ tokens, at }: Reading): Token {
  const token = tokens[at];
  if (token === undefined) throw new RangeError("Read past the end of the text");
  return token;
}

function next(reading: Reading): Token {
  const token = peek(reading);
  reading.at += 1;
  return token;
}

function take(reading: Reading, kind: TokenKind): Token | undefined {
  return peek(reading).kind === kind ? next(reading) : undefined;
}

function failed(fault: SyntaxFault): ParseResult {
  return { ok: false, fault };
}

function missing({ kind, text }: Token): string {
  return kind === "end" ? "Something is missing at the end." : `“${text}” cannot stand here.`;
}

function strayWords({ kind, text }: Token): string {
  if (kind === "close") return "There is no bracket that this one closes.";
  return `Put “and” or “or” before “${text}”.`;
}

function exampleFor(name: string): string {
  const field = fieldNamed(name);
  if (field?.kind === "number") return `${field.name} > ${exampleOf(field.unit).split(" ")[0]}`;
  return `${field?.name ?? name} = ${field?.example ?? field?.choices?.[0] ?? "checkout"}`;
}

function unknownWord(name: string, what: "field" | "mark"): string {
  const known = (what === "field" ? fields : marks).map((item) => item.name);
  const close = closestTo(name, known);
  return close === undefined
    ? `There is no ${what} called “${name}”.`
    : `There is no ${what} called “${name}”. Did you mean ${close}?`;
}
