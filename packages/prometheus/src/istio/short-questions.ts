import { either, type PromQl } from "../promql.ts";

/** VictoriaMetrics refuses queries of more than 16,384 bytes unless told otherwise; wording and matchers of its own come to this. */
const longest = 14_000;

/** What can be asked together, as few questions as short ones make. */
export function shortQuestions(queries: readonly PromQl[]): PromQl[] {
  const questions: PromQl[][] = [];
  let length = longest;
  for (const query of queries) {
    length += query.length;
    const last = questions.at(-1);
    if (last !== undefined && length <= longest) {
      last.push(query);
      continue;
    }
    questions.push([query]);
    length = query.length;
  }
  return questions.map((together) => either(...together));
}
