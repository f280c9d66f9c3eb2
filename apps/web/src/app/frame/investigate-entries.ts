import type { PaletteEntry } from "../../features/palette/entries.ts";
import { type InvestigateTab, parseInvestigation, withInvestigation } from "../../view/investigation.ts";
import type { SearchParams } from "../../view/url.ts";

const questions: readonly (readonly [InvestigateTab, string, string])[] = [
  ["wrong", "What is wrong", "where it begins, since when, whom it harms"],
  ["time", "Where the time goes", "the call tree from an entry, against before"],
  ["compare", "Compare two moments", "what is new, gone, slower, failing more"],
  ["evidence", "Evidence", "charts, pods and logs of what is selected"],
];

/** The questions Investigate answers, from any page. `open`: makes its address of the one on screen. */
export function investigateEntries(
  open: (search: (before: SearchParams) => SearchParams) => void,
): readonly PaletteEntry[] {
  return questions.map(([tab, name, about]) => ({
    id: `investigate ${tab}`,
    name,
    about,
    group: "Actions",
    run: () => open((before) => withInvestigation(before, { ...parseInvestigation(before), tab })),
  }));
}
