import { stripVTControlCharacters } from "node:util";

/** How an error begins, without colours and stack. */
export function firstLines(error: string): string {
  return tellingLines(error).slice(0, 8).join("\n");
}

/** How what a program printed ends, without colours and stacks. Longer: a summary often follows the error. */
export function lastLines(printed: string): string {
  return tellingLines(printed).slice(-24).join("\n");
}

function tellingLines(text: string): string[] {
  return stripVTControlCharacters(text)
    .split("\n")
    .map((line) => line.trimEnd())
    .filter((line) => line !== "" && !/^\s*(at|❯) \S/.test(line));
}
