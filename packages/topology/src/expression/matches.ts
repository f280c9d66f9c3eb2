import type { Field } from "./field.ts";
import { fieldNamed } from "./fields.ts";
import { markNamed } from "./marks.ts";
import type { Subject } from "./subject.ts";
import type { Comparison, End, Expression, Operand } from "./syntax.ts";

/** Undefined: it cannot be told, because it was not measured or makes no sense for this subject. */
type Verdict = boolean | undefined;

/**
 * True only where it is known to be so. What is not measured is neither above nor below anything, nor is its contrary:
 * `!mtls` leaves out what nobody knows about; `mtls = none` finds just that.
 */
export function matches(expression: Expression, subject: Subject): boolean {
  return verdictOf(expression, subject) === true;
}

function verdictOf(expression: Expression, subject: Subject): Verdict {
  switch (expression.kind) {
    case "and":
      return allOf(expression.parts.map((part) => verdictOf(part, subject)));
    case "or":
      return anyOf(expression.parts.map((part) => verdictOf(part, subject)));
    case "not":
      return notOf(verdictOf(expression.part, subject));
    case "is":
      return isMarked(expression.mark, expression.end, subject);
    case "named":
      return isNamed(expression.text, subject);
    case "compare":
      return compares(expression, subject);
  }
}

function isMarked(name: string, end: End, subject: Subject): Verdict {
  const mark = markNamed(name);
  if (subject.type === "edge" && end === "either" && mark?.edge !== undefined) return mark.edge(subject.edge);
  return anyOf(endsOf(subject, end).map((node) => mark?.node?.(node)));
}

function isNamed(text: string, subject: Subject): Verdict {
  const wanted = text.toLowerCase();
  return endsOf(subject, "either").some(({ name }) => name.toLowerCase().includes(wanted));
}

function compares({ field: name, end, by, operands }: Expression & { kind: "compare" }, subject: Subject): Verdict {
  const field = fieldNamed(name);
  const values = field && valuesOf(field, end, subject);
  if (values === undefined) return undefined;
  const positive = by === "!=" ? "=" : by;
  const found = anyOf(operands.map((operand) => anyValue(values, positive, operand)));
  return by === "!=" ? notOf(found) : found;
}

/** Undefined where the field makes no sense for this subject. */
function valuesOf(field: Field, end: End, subject: Subject): readonly (string | number | undefined)[] | undefined {
  if (subject.type === "edge" && end === "either" && field.edge !== undefined) return field.edge(subject.edge);
  if (field.node === undefined) return undefined;
  const { node: read } = field;
  const ends = endsOf(subject, end);
  return ends.length === 0 ? undefined : ends.flatMap((node): readonly (string | number | undefined)[] => read(node));
}

function endsOf(subject: Subject, end: End) {
  if (subject.type === "node") return end === "either" ? [subject.node] : [];
  const { source, target } = subject;
  const ends = end === "from" ? [source] : end === "to" ? [target] : [source, target];
  return ends.filter((node) => node !== undefined);
}

function anyValue(values: readonly (string | number | undefined)[], by: Comparison, operand: Operand): Verdict {
  const measured = values.filter((value) => value !== undefined);
  if (operand.kind === "none") return measured.length === 0;
  if (measured.length === 0) return undefined;
  return measured.some((value) => holds(value, by, operand));
}

function holds(value: string | number, by: Comparison, operand: Exclude<Operand, { kind: "none" }>): boolean {
  if (typeof value === "number") return operand.kind === "number" && holdsForNumber(value, by, operand.value);
  return operand.kind === "word" && holdsForWord(value.toLowerCase(), by, operand.value.toLowerCase());
}

function holdsForNumber(value: number, by: Comparison, wanted: number): boolean {
  switch (by) {
    case ">":
      return value > wanted;
    case ">=":
      return value >= wanted;
    case "<":
      return value < wanted;
    case "<=":
      return value <= wanted;
    case "=":
      return Math.abs(value - wanted) <= Math.abs(wanted) * 1e-9;
    case "!=":
    case "*=":
    case "^=":
    case "$=":
      return false;
  }
}

function holdsForWord(value: string, by: Comparison, wanted: string): boolean {
  switch (by) {
    case "=":
      return fits(value, wanted);
    case "*=":
      return value.includes(wanted);
    case "^=":
      return value.startsWith(wanted);
    case "$=":
      return value.endsWith(wanted);
    case "!=":
    case ">":
    case ">=":
    case "<":
    case "<=":
      return false;
  }
}

/** `*` stands for any letters. Takes the first place for each piece, so it never goes back. */
function fits(value: string, pattern: string): boolean {
  const pieces = pattern.split("*");
  const [first = "", ...others] = pieces;
  const last = others.pop();
  if (last === undefined) return value === pattern;
  if (!value.startsWith(first)) return false;
  let at = first.length;
  for (const piece of others) {
    const found = value.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return value.length - last.length >= at && value.endsWith(last);
}

function allOf(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes(false)) return false;
  return verdicts.includes(undefined) ? undefined : true;
}

function anyOf(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes(true)) return true;
  return verdicts.includes(undefined) ? undefined : verdicts.length === 0 ? undefined : false;
}

function notOf(verdict: Verdict): Verdict {
  return verdict === undefined ? undefined : !verdict;
}
