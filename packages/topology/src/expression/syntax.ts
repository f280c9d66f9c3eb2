/** Where something stands in the text, in UTF-16 units: `[from, to)`. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

const comparisons = ["=", "!=", ">", ">=", "<", "<=", "*=", "^=", "$="] as const;

/** `*=` contains, `^=` starts with, `$=` ends with. */
export type Comparison = (typeof comparisons)[number];

/** Whose value is meant where a call has two ends: either's, the caller's or the callee's. */
export type End = "either" | "from" | "to";

/** A number in the field's own unit, a word that may hold `*`, or `none`: not measured. */
export type Operand =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "word"; readonly value: string }
  | { readonly kind: "none" };

export type Expression =
  | { readonly kind: "and" | "or"; readonly parts: readonly Expression[] }
  | { readonly kind: "not"; readonly part: Expression }
  | { readonly kind: "is"; readonly mark: string; readonly end: End }
  | { readonly kind: "named"; readonly text: string }
  | {
      readonly kind: "compare";
      readonly field: string;
      readonly end: End;
      readonly by: Comparison;
      /** More than one from `in (…)`: any of them. */
      readonly operands: readonly Operand[];
    };

/** What is wrong, where, in a sentence for whoever wrote it. */
export interface SyntaxFault extends Span {
  readonly message: string;
}

export type ParseResult =
  | { readonly ok: true; readonly expression: Expression }
  | { readonly ok: false; readonly fault: SyntaxFault };
