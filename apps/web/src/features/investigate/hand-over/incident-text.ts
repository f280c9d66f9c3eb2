import type { Finding, Investigation } from "@fyr/contract";
import { calendarDay, exactClock } from "../../../ui/clock.ts";
import { windowName } from "../../../ui/format.ts";
import { markerDetail, markerTitle, suspectWords } from "../../../ui/marker-words.ts";
import type { Names } from "../names.ts";
import { textOf } from "../phrase.ts";
import {
  entryWords,
  findingSentence,
  findingTitle,
  lastedWords,
  onsetRange,
  sinceWords,
  symptomWords,
} from "../wrong/finding-words.ts";

const mostTold = 5;

/** A finding for the channel, with its numbers and the link that shows it all. Plain text that reads as Markdown too. */
export function incidentText(
  finding: Finding,
  { at, windowSeconds }: Pick<Investigation, "at" | "windowSeconds">,
  names: Names,
  link: string,
): string {
  const { onset, entries, suspects, symptoms } = finding;
  const told = suspects
    .slice(0, mostTold)
    .map((suspect, index) =>
      `${index + 1}. ${markerTitle(suspect.marker)} (${suspect.strength}): ${suspectWords(suspect)}. ${markerDetail(suspect.marker)}`.trim(),
    );
  const since =
    onset === undefined ? sinceWords(finding, at) : `since ${instantWords(onset.at)}, for ${lastedWords(onset, at)}`;
  const lines = [
    `**${findingTitle(finding, names)}** ${since}`,
    textOf(findingSentence(finding)),
    onset === undefined ? "" : `Began ${onsetRange(onset)}.`,
    entries.length === 0 ? "" : `Harms: ${entries.map((entry) => entryWords(entry, names)).join(", ")}.`,
    ...(told.length === 0 ? ["Suspects: none known."] : ["Suspects:", ...told]),
    ...(symptoms.length === 0
      ? []
      : ["Follows from it:", ...symptoms.slice(0, mostTold).map((each) => `- ${symptomWords(each, names)}`)]),
    symptoms.length > mostTold ? `- and ${symptoms.length - mostTold} more` : "",
    `As of ${instantWords(at)}, numbers of ${windowName(windowSeconds)}: ${link}`,
  ];
  return `${lines.filter((line) => line !== "").join("\n")}\n`;
}

/** Whoever reads it does so later, and elsewhere: "Fri, 20 Nov 2026, 03:01:40 GMT+2". */
function instantWords(at: string): string {
  return `${calendarDay(at)}, ${exactClock(at)}`;
}
