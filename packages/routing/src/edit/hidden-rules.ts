import type { EditedKind } from "@fyr/contract";
import { isObject, type JsonObject, listIn, objectIn, textIn } from "../json.ts";
import { isSame } from "./json-path.ts";
import { rulesOf } from "./rules.ts";

/** A rule that no request ever reaches, and the one that takes them all. Places are counted from 0. */
export interface HiddenRule {
  readonly index: number;
  readonly by: number;
}

/**
 * A VirtualService is read from top to bottom: a rule is hidden when an earlier one takes all that it would. Routes of
 * the Gateway API are tried by how exact they are; only a rule with the same conditions as an earlier one is hidden.
 */
export function hiddenRules(kind: EditedKind, spec: JsonObject): HiddenRule[] {
  const rules = rulesOf(kind, spec);
  const hides = kind === "VirtualService" ? takesAll : asksTheSame;
  return rules.flatMap((rule, index) => {
    const by = rules.slice(0, index).findIndex((earlier) => hides(earlier, rule));
    return by < 0 ? [] : [{ index, by }];
  });
}

function takesAll(earlier: JsonObject, later: JsonObject): boolean {
  const theirs = groupsIn(earlier, "match");
  return groupsIn(later, "match").every((group) => theirs.some((wider) => covers(wider, group)));
}

/** Without conditions a rule has one group that asks for nothing. */
function groupsIn(rule: JsonObject, name: string): readonly unknown[] {
  const groups = listIn(rule, name);
  return groups.length === 0 ? [{}] : groups;
}

const names = ["name", "statPrefix"];
const maps = ["headers", "queryParams"];

/** Whatever `narrower` asks for, `wider` asks for no more. What is not understood covers only the same. */
function covers(wider: unknown, narrower: unknown): boolean {
  if (!isObject(wider) || !isObject(narrower)) return false;
  return Object.entries(wider).every(([field, wanted]) => {
    if (names.includes(field) || isNothing(field, wanted)) return true;
    const given = narrower[field];
    if (maps.includes(field)) {
      return Object.entries(objectIn(wider, field)).every(([name, match]) => {
        const theirs = objectIn(narrower, field)[name];
        return theirs !== undefined && includes(match, theirs);
      });
    }
    if (field === "uri" && wider["ignoreUriCase"] !== narrower["ignoreUriCase"]) return false;
    return given !== undefined && includes(wanted, given);
  });
}

/** Every path begins with a slash. */
function isNothing(field: string, wanted: unknown): boolean {
  return (field === "uri" && textIn(wanted, "prefix") === "/") || field === "ignoreUriCase";
}

function includes(wider: unknown, narrower: unknown): boolean {
  if (isSame(wider, narrower)) return true;
  if (!isObject(wider) || !isObject(narrower)) return false;
  if (Object.keys(wider).length === 0) return true;
  const prefix = textIn(wider, "prefix");
  const theirs = textIn(narrower, "exact") ?? textIn(narrower, "prefix");
  return prefix !== undefined && theirs?.startsWith(prefix) === true;
}

function asksTheSame(earlier: JsonObject, later: JsonObject): boolean {
  const theirs = groupsIn(earlier, "matches");
  return groupsIn(later, "matches").every((group) => theirs.some((same) => isSame(same, group)));
}
