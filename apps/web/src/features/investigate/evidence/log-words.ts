import type { Access, Logs } from "@fyr/contract";
import { duration, inWords } from "../../../ui/format.ts";
import { flagsInWords } from "../../../ui/health-text.ts";

/** Slower than this is worth a look, whoever is asked. */
const slowMs = 1000;

/** "duration: 3015.753 ms", as databases write of slow statements. */
const tookMs = /\bduration: (\d+(?:\.\d+)?) ms\b/;

/** Server errors, no answer, and what took long; of lines nobody can read as access, those that name an error. */
export function isTrouble({ text, access }: Logs["lines"][number]): boolean {
  if (Number(tookMs.exec(text)?.[1] ?? 0) >= slowMs) return true;
  if (access === undefined) return /\b(error|fatal|panic|exception|fail(ed|ure)?|timeout|warn(ing)?)\b/i.test(text);
  const { code, durationMs = 0 } = access;
  return (code !== undefined && (code >= 500 || code === 0)) || durationMs >= slowMs;
}

/** A line without the time it begins with, where the cluster tells the same beside it. */
export function lineText({ at, text }: Pick<Logs["lines"][number], "at" | "text">): string {
  const written = /^\[?(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?)\]?\s+/.exec(text);
  const same = at !== undefined && Math.abs(Date.parse(written?.[1]?.replace(",", ".") ?? "") - Date.parse(at)) < 1000;
  return same ? text.slice(written?.[0].length) : text;
}

/** "GET /pay" */
export function requestInWords({ method, path }: Access): string {
  return [method, path].filter((part) => part !== undefined && part !== "-").join(" ") || "connection";
}

/** "503 UF: could not connect to upstream" */
export function answerInWords({ code, flags }: Access): string {
  const status = code === undefined ? "" : code === 0 ? "no answer" : String(code);
  return flags === undefined || flags === "-" || flags === ""
    ? status
    : `${status} ${flags}: ${flagsInWords(flags)}`.trim();
}

/** "1.24 s, 1.20 s of it upstream" */
export function tookInWords({ durationMs, upstreamMs }: Access): string {
  if (durationMs === undefined) return "";
  const whole = inWords(duration(durationMs));
  return upstreamMs === undefined ? whole : `${whole}, ${inWords(duration(upstreamMs))} upstream`;
}
