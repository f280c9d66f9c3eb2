import type { Difference, Differences } from "@fyr/contract";
import type { DifferencesShown } from "../../../view/investigation.ts";
import { isWorse } from "./difference-words.ts";

export type Listed = "all" | DifferencesShown;

/** What is on the list, its order kept. */
export function listed(differences: readonly Difference[], of: Listed): readonly Difference[] {
  return of === "all" ? differences : differences.filter((each) => isWorse(each) === (of === "worse"));
}

const listedWords: Readonly<Record<DifferencesShown, string>> = {
  worse: "those that are worse",
  other: "those that are not worse",
};

/** "3 differences on 51 edges", "1 of 3 differences on 51 edges, those that are worse" */
export function countInWords({ differences, edges }: Pick<Differences, "differences" | "edges">, of: Listed): string {
  if (differences.length === 0) return `No difference on ${edges} edges that chance does not explain`;
  const all = differences.length === 1 ? "1 difference" : `${differences.length} differences`;
  if (of === "all") return `${all} on ${edges} edges`;
  return `${listed(differences, of).length} of ${all} on ${edges} edges, ${listedWords[of]}`;
}
