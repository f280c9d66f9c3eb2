import type { Span, SyntaxFault } from "./syntax.ts";

export type TokenKind = "word" | "quoted" | "comparison" | "and" | "or" | "not" | "open" | "close" | "comma" | "end";

export interface Token extends Span {
  readonly kind: TokenKind;
  /** Without quotes. */
  readonly text: string;
}

const signs: readonly (readonly [RegExp, TokenKind])[] = [
  [/(?:!=|>=|<=|\*=|\^=|\$=|==|=|>|<)/y, "comparison"],
  [/&&/y, "and"],
  [/\|\|/y, "or"],
  [/!/y, "not"],
  [/\(/y, "open"],
  [/\)/y, "close"],
  [/,/y, "comma"],
  [/"[^"]*"|'[^']*'/y, "quoted"],
  [/(?:[\p{L}\p{N}_./:%@+-]|\*(?!=))+/uy, "word"],
];

const spoken: Readonly<Record<string, readonly [TokenKind, string]>> = {
  and: ["and", "and"],
  or: ["or", "or"],
  not: ["not", "not"],
  contains: ["comparison", "*="],
  startswith: ["comparison", "^="],
  endswith: ["comparison", "$="],
};

/** Always ends with a token of kind `end`, unless something in the text cannot be read. */
export function tokensOf(text: string): { readonly tokens: readonly Token[]; readonly fault?: SyntaxFault } {
  const tokens: Token[] = [];
  let from = 0;
  while (from < text.length) {
    if (/\s/.test(text.charAt(from))) {
      from += 1;
      continue;
    }
    const token = tokenAt(text, from);
    if (token === undefined)
      return { tokens, fault: { from, to: text.length, message: unreadable(text.charAt(from)) } };
    tokens.push(token);
    from = token.to;
  }
  tokens.push({ kind: "end", text: "", from: text.length, to: text.length });
  return { tokens };
}

function tokenAt(text: string, from: number): Token | undefined {
  for (const [sign, kind] of signs) {
    sign.lastIndex = from;
    const [found] = sign.exec(text) ?? [];
    if (found !== undefined) return tokenOf(kind, found, { from, to: from + found.length });
  }
  return undefined;
}

function tokenOf(kind: TokenKind, found: string, span: Span): Token {
  if (kind === "quoted") return { kind, text: found.slice(1, -1), ...span };
  if (kind === "comparison") return { kind, text: found === "==" ? "=" : found, ...span };
  const [said, text] =
    (kind === "word" && Object.hasOwn(spoken, found.toLowerCase()) && spoken[found.toLowerCase()]) || [];
  return { kind: said ?? kind, text: text ?? found, ...span };
}

function unreadable(character: string): string {
  return character === '"' || character === "'"
    ? "This quotation mark is never closed."
    : `“${character}” means nothing here; put names with unusual characters in quotation marks.`;
}
