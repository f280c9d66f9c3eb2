import type { JsonPatchOperation } from "@fyr/contract";
import { applyPatch } from "./apply-patch.ts";
import { valueAt } from "./json-path.ts";

/**
 * A patch of an object as it is now, that was made for an earlier version of it: as it is where it still applies, else
 * at the one other rule of the same list that holds what it tests (rules move when somebody puts one before them).
 * Undefined when there is none, or no telling which.
 */
export function relocatePatch(object: unknown, patch: readonly JsonPatchOperation[]): JsonPatchOperation[] | undefined {
  if (applyPatch(object, patch).ok) return [...patch];
  const rule = ruleOf(patch);
  const list = rule && valueAt(object, ["spec", rule.list]);
  if (rule === undefined || !Array.isArray(list)) return undefined;
  const found = list
    .map((_, index) => patch.map((operation) => ({ ...operation, path: movedTo(operation.path, rule, index) })))
    .filter((moved) => applyPatch(object, moved).ok);
  return found.length === 1 ? found[0] : undefined;
}

interface RulePlace {
  readonly list: string;
  readonly index: string;
}

/** The one rule that all of a patch is about. */
function ruleOf(patch: readonly JsonPatchOperation[]): RulePlace | undefined {
  const places = patch.map(({ path }) => /^\/spec\/(http|tls|tcp|rules)\/(\d+)\//.exec(path));
  const [list, index] = [places[0]?.[1], places[0]?.[2]];
  if (list === undefined || index === undefined) return undefined;
  return places.every((place) => place?.[1] === list && place[2] === index) ? { list, index } : undefined;
}

function movedTo(path: string, { list, index }: RulePlace, to: number): string {
  const from = `/spec/${list}/${index}/`;
  return `/spec/${list}/${to}/${path.slice(from.length)}`;
}
