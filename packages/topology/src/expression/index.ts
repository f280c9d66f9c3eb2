export { type Completion, completeExpression } from "./complete.ts";
export { matches } from "./matches.ts";
export { parseExpression } from "./parse.ts";
export { dropMatching, keepMatching, type Selection, selectMatching } from "./select.ts";
export type { Expression, ParseResult, SyntaxFault } from "./syntax.ts";
