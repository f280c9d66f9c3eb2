import { PrometheusError } from "../prometheus-error.ts";
import { either, type PromQl } from "../promql.ts";

/**
 * The rows of all these, in one question, or in as many as it takes where one is too much: VictoriaMetrics refuses what is
 * over 16,384 bytes long.
 */
export async function askTogether<Row>(
  queries: readonly PromQl[],
  ask: (question: PromQl) => Promise<readonly Row[]>,
): Promise<readonly Row[]> {
  if (queries.length === 0) return [];
  try {
    return await ask(either(...queries));
  } catch (error) {
    if (queries.length === 1 || !(error instanceof PrometheusError) || !error.isTooMuch) throw error;
    const half = Math.ceil(queries.length / 2);
    const parts = [queries.slice(0, half), queries.slice(half)];
    return (await Promise.all(parts.map((part) => askTogether(part, ask)))).flat();
  }
}
