import type { DifferenceQuery } from "@fyr/contract";
import { AppError } from "../app-error.ts";
import type { TwoMoments } from "../observer/compare/two-moments.ts";
import type { Visible } from "../visibility/visible.ts";
import { readInstant, scopeOf } from "./read-query.ts";

/** Two moments as they stand in a query. Throws AppError where one cannot be read, or the one before is not before. */
export function twoMoments({ at, before, namespaces, ...windows }: DifferenceQuery, visible: Visible): TwoMoments {
  const moments = {
    ...(at === undefined ? {} : { at: readInstant(at, "at") }),
    ...(before === undefined ? {} : { before: readInstant(before, "before") }),
  };
  if (moments.at !== undefined && moments.before !== undefined && moments.before >= moments.at) {
    throw new AppError("bad_request", "before must lie before at.", { field: "before" });
  }
  return { ...windows, ...moments, ...scopeOf(visible, namespaces) };
}
