/** Where a tour is: at the whole, having last been at `after`; or at a problem. Ids of problems' subjects. */
export type Stop =
  | { readonly at: "whole"; readonly after: string | undefined }
  | { readonly at: "problem"; readonly id: string };

export const beginning: Stop = { at: "whole", after: undefined };

/**
 * The stop after this one: the whole between any two problems, then the next of them, round the end. A calm mesh stays
 * whole. `problems`: worst first.
 */
export function nextStop(stop: Stop, problems: readonly string[]): Stop {
  if (stop.at === "problem") return { at: "whole", after: stop.id };
  const here = stop.after === undefined ? -1 : problems.indexOf(stop.after);
  const next = problems[(here + 1) % problems.length];
  return next === undefined ? stop : { at: "problem", id: next };
}

/** Where it can be now: a problem that is over is left at once. */
export function standing(stop: Stop, problems: readonly string[]): Stop {
  return stop.at === "problem" && !problems.includes(stop.id) ? { at: "whole", after: stop.id } : stop;
}
