export { type Completion, completeExpression } from "./complete.ts";
export type { Field } from "./field.ts";
export { fields } from "./fields.ts";
export { marks } from "./marks.ts";
export { matches } from "./matches.ts";
export { parseExpression } from "./parse.ts";
export { exampleOf } from "./quantity.ts";
export { dropMatching, keepMatching, type Selection, selectMatching } from "./select.ts";
export type { Expression, ParseResult, SyntaxFault } from "./syntax.ts";
