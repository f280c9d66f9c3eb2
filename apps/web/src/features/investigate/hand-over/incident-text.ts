import type { Finding, Investigation } from "@fyr/contract";
import { calendarDay, clock, exactClock } from "../../../ui/clock.ts";
import { markerDetail, markerTitle, suspectWords } from "../../../ui/marker-words.ts";
import type { Names } from "../names.ts";
import { textOf } from "../phrase.ts";
import {
  entryWords,
  findingSentence,
  findingTitle,
  onsetRange,
  sinceWords,
  symptomWords,
} from "../wrong/finding-words.ts";

const mostTold = 5;

/** A finding for the channel, with its numbers and the link that shows it all. Plain text that reads as Markdown too. */
export function incidentText(finding: Finding, { at }: Pick<Investigation, "at">, names: Names, link: string): string {
  const { onset, entries, suspects, symptoms } = finding;
  const told = suspects
    .slice(0, mostTold)
    .map((suspect, index) =>
      `${index + 1}. ${markerTitle(suspect.marker)} (${suspect.strength}): ${suspectWords(suspect)}. ${markerDetail(suspect.marker)}`.trim(),
    );
  const lines = [
    `**${findingTitle(finding, names)}** ${sinceWords(finding, at)}`,
    textOf(findingSentence(finding)),
    onset === undefined ? "" : `Began ${clock(onset.at)}, ${onsetRange(onset)}.`,
    entries.length === 0 ? "" : `Harms: ${entries.map((entry) => entryWords(entry, names)).join(", ")}.`,
    ...(told.length === 0 ? ["Suspects: none known."] : ["Suspects:", ...told]),
    ...(symptoms.length === 0
      ? []
      : ["Follows from it:", ...symptoms.slice(0, mostTold).map((each) => `- ${symptomWords(each, names)}`)]),
    symptoms.length > mostTold ? `- and ${symptoms.length - mostTold} more` : "",
    `As of ${calendarDay(at)}, ${exactClock(at)}: ${link}`,
  ];
  return `${lines.filter((line) => line !== "").join("\n")}\n`;
}
