import type { Operation } from "@fyr/contract";
import { known } from "./optional.ts";
import { type Outcomes, type ResponseClass, ratiosOf } from "./responses.ts";
import { roundQuantity, roundRatio } from "./wire-grid.ts";

/** What was asked for under each name, per second. */
export type OperationTallies = Map<string, { -readonly [Field in keyof Required<Outcomes>]: number }>;

/** A list for people: what is seldom asked for is left out. */
export const mostOperations = 20;

export function countOperation(
  operations: OperationTallies,
  name: string,
  outcome: ResponseClass,
  perSecond: number,
): void {
  const counted = operations.get(name) ?? { requests: 0, unclassified: 0, serverErrors: 0, clientErrors: 0 };
  operations.set(name, counted);
  counted.requests += perSecond;
  if (outcome === "server-error") counted.serverErrors += perSecond;
  else if (outcome === "client-error") counted.clientErrors += perSecond;
  else if (outcome === "unknown") counted.unclassified += perSecond;
}

/** Most frequent first; undefined where none is named. */
export function operationsOf(operations: OperationTallies | undefined): Operation[] | undefined {
  if (operations === undefined) return undefined;
  return [...operations]
    .sort(([a, x], [b, y]) => y.requests - x.requests || (a < b ? -1 : 1))
    .slice(0, mostOperations)
    .map(([name, counted]) => ({
      name,
      requestsPerSecond: roundQuantity(counted.requests),
      ...known("errorRatio", ratiosOf(counted).errorRatio, roundRatio),
    }));
}
