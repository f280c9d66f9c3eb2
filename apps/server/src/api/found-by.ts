import type { Topology } from "@fyr/contract";
import { keepMatching, parseExpression } from "@fyr/topology";
import { AppError } from "../app-error.ts";

type Filter = (topology: Topology) => Topology;

/** Leaves what the expression finds. Rolled-up edges go: they merge more than was found. Throws `bad_request`. */
export function foundBy(text: string): Filter {
  const result = parseExpression(text);
  if (!result.ok) {
    const { from, message } = result.fault;
    throw new AppError("bad_request", `filter, at character ${from + 1}: ${message}`, { field: "filter" });
  }
  return (topology) => {
    const { rollups: _, ...found } = keepMatching(topology, result.expression);
    return found;
  };
}
