import {
  call,
  earlier,
  either,
  type Matcher,
  marked,
  over,
  type PromQl,
  select,
  sumBy,
  within,
  without,
} from "../promql.ts";
import { metricMark } from "./labels.ts";

/**
 * What a counter grew by in the `seconds` before each moment. A series that began within them counts all it holds:
 * `increase` would miss what it held when first seen, and a version's first failure is a series of its own.
 */
export function grownSince(
  metric: string,
  matchers: readonly Matcher[],
  labels: readonly string[],
  seconds: number,
): PromQl {
  const counter = select(metric, matchers);
  const before = earlier(counter, seconds);
  const grown = within(call("increase", over(counter, seconds)), before);
  const begun = without(counter, before);
  return either(marked(sumBy(labels, grown), metricMark, "grown"), marked(sumBy(labels, begun), metricMark, "begun"));
}
