import type { Differences, Topology } from "@fyr/contract";
import { calendarDay, exactClock } from "../../../ui/clock.ts";
import { windowName } from "../../../ui/format.ts";
import { saveFile } from "../../../ui/save-file.ts";
import { fileNameOf } from "../../../view/file-name.ts";
import type { Names } from "../names.ts";
import {
  beforeInWords,
  kindInWords,
  measureInWords,
  nowInWords,
  significanceWords,
  trafficInWords,
} from "./difference-words.ts";
import { countInWords, type Listed, listed } from "./listed.ts";

/** The differences that are listed as a file: for people with a link to the page, or as the API sends them. */
export function saveComparison(
  kind: "md" | "json",
  comparison: { readonly compared: Differences; readonly of: Listed; readonly names: Names; readonly link: string },
  topology: Topology,
): void {
  const { compared, of, names, link } = comparison;
  const name = fileNameOf(topology, "comparison");
  const text = kind === "json" ? comparisonJson(compared, of) : comparisonText(compared, of, names, link);
  const type = kind === "json" ? "application/json" : "text/markdown";
  saveFile(`${name}.${kind}`, new Blob([text], { type }));
}

/** As the API sends it, with what is listed alone. */
export function comparisonJson(compared: Differences, of: Listed): string {
  return JSON.stringify({ ...compared, differences: listed(compared.differences, of) }, null, 2);
}

/** A Markdown table, the order of the page kept. */
export function comparisonText(compared: Differences, of: Listed, names: Names, link: string): string {
  const { now, before, differences, warnings } = compared;
  const rows = listed(differences, of).map((each) =>
    [
      names.ofPlace(each.subject),
      kindInWords(each.kind),
      `${beforeInWords(each)} → ${nowInWords(each)} ${measureInWords(each)}`.trim(),
      significanceWords(each.z),
      trafficInWords(each),
    ].map(cell),
  );
  const table = [["where", "how", "before → now", "sure", "traffic"], ["---", "---", "---", "---", "---:"], ...rows];
  return [
    `**${spanInWords(now)} against ${spanInWords(before)}**`,
    "",
    `${countInWords(compared, of)}.`,
    ...(rows.length === 0 ? [] : ["", ...table.map((cells) => `| ${cells.join(" | ")} |`)]),
    ...warnings.map((warning) => `\n${warning}`),
    "",
    link,
    "",
  ].join("\n");
}

/** Whoever reads it does so later, and elsewhere. */
function spanInWords({ at, windowSeconds }: Differences["now"]): string {
  return `${windowName(windowSeconds)} up to ${calendarDay(at)}, ${exactClock(at)}`;
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}
