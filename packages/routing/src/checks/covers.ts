import type { MatchCondition } from "@fyr/contract";

/** Does one thing hold whenever another does? `unknown` where expressions would have to be compared. */
export type Covering = "yes" | "no" | "unknown";

type Matches = readonly (readonly MatchCondition[])[];

/**
 * Does every request that `theirs` match also match `ours`? Exact values and prefixes are compared; an expression only
 * covers itself. `wholeSegments`: a prefix ends at a slash, as the Gateway API has it.
 */
export function covers(ours: Matches, theirs: Matches, wholeSegments: boolean): Covering {
  if (isEverything(ours)) return "yes";
  const groups = isEverything(theirs) ? [[]] : theirs;
  return worstOf(groups.map((group) => bestOf(ours.map((other) => groupCovers(other, group, wholeSegments)))));
}

function isEverything(matches: Matches): boolean {
  return matches.length === 0 || matches.some((group) => group.length === 0);
}

function groupCovers(ours: readonly MatchCondition[], theirs: readonly MatchCondition[], whole: boolean): Covering {
  return worstOf(
    ours.map((condition) => {
      const sameThing = theirs.filter(({ on, name }) => on === condition.on && name === condition.name);
      return bestOf(sameThing.map((other) => conditionCovers(condition, other, whole)));
    }),
  );
}

function conditionCovers(ours: MatchCondition, theirs: MatchCondition, whole: boolean): Covering {
  if (ours.op === theirs.op && ours.value === theirs.value) return "yes";
  // What is not there, and what Fyr does not know, is compared as it stands.
  if (ours.on === "withoutHeader" || ours.on === "other") return "unknown";
  if (ours.op === "present") return "yes";
  const value = theirs.value ?? "";
  if (ours.op === "prefix" && (theirs.op === "exact" || theirs.op === "prefix")) {
    return begins(value, ours.value ?? "", whole && ours.on === "uri") ? "yes" : "no";
  }
  if (ours.op === "exact" && theirs.op === "exact") return isAmong(value, ours.value ?? "") ? "yes" : "no";
  return ours.op === "regex" || theirs.op === "regex" ? "unknown" : "no";
}

function begins(value: string, prefix: string, whole: boolean): boolean {
  if (!whole) return value.startsWith(prefix);
  const stem = prefix.replace(/\/$/, "");
  return value === stem || value.startsWith(`${stem}/`);
}

/** Lists of names are one condition: `a, b` covers `a`. */
function isAmong(value: string, values: string): boolean {
  const known = values.split(", ");
  return value.split(", ").every((each) => known.includes(each));
}

function worstOf(all: readonly Covering[]): Covering {
  if (all.includes("no")) return "no";
  return all.includes("unknown") ? "unknown" : "yes";
}

function bestOf(all: readonly Covering[]): Covering {
  if (all.includes("yes")) return "yes";
  return all.includes("unknown") ? "unknown" : "no";
}
