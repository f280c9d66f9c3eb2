import type { Differences, Topology } from "@fyr/contract";
import { clock, moment, timeZone } from "../../../ui/clock.ts";
import { inWords, rate, windowName } from "../../../ui/format.ts";
import { saveFile } from "../../../ui/save-file.ts";
import { fileNameOf } from "../../../view/file-name.ts";
import type { Names } from "../names.ts";
import { beforeInWords, kindInWords, measureInWords, nowInWords, significanceWords } from "./difference-words.ts";

/** A comparison as a file: for people, or as the API sends it. */
export function saveComparison(kind: "md" | "json", compared: Differences, names: Names, topology: Topology): void {
  const name = fileNameOf(topology, "comparison");
  if (kind === "json") {
    saveFile(`${name}.json`, new Blob([JSON.stringify(compared, null, 2)], { type: "application/json" }));
    return;
  }
  saveFile(`${name}.md`, new Blob([comparisonText(compared, names)], { type: "text/markdown" }));
}

/** A Markdown table, the order of the page kept. */
export function comparisonText({ now, before, differences, edges }: Differences, names: Names): string {
  const spanOf = ({ at, windowSeconds }: Differences["now"]) =>
    `${windowName(windowSeconds)} up to ${moment(at, now.at).slice(0, -5)}${clock(at)}`;
  const rows = differences.map((each) =>
    [
      names.ofPlace(each.subject),
      kindInWords(each.kind),
      `${beforeInWords(each)} → ${nowInWords(each)} ${measureInWords(each)}`.trim(),
      significanceWords(each.z),
      inWords(rate(each.weight)),
    ].map(cell),
  );
  const table = [["where", "how", "before → now", "sure", "concerns"], ["---", "---", "---", "---", "---:"], ...rows];
  return [
    `**${spanOf(now)} against ${spanOf(before)}** (${timeZone(Date.parse(now.at))})`,
    "",
    differences.length === 0
      ? `Nothing on ${edges} edges that chance does not explain.`
      : table.map((cells) => `| ${cells.join(" | ")} |`).join("\n"),
    "",
  ].join("\n");
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}
