import { kialiCodePattern } from "./code-pattern.ts";
import { patternTolerance, type RateTolerance } from "./tolerances.ts";

export type RateAnnotation =
  | { readonly ok: true; readonly rates: readonly RateTolerance[] }
  /** What is wrong with it, to go after a colon. */
  | { readonly ok: false; readonly fault: string };

/** Codes and protocols are short; what is longer than this was not written by a person. */
const longest = 1000;

/**
 * Kiali's `health.kiali.io/rate`: `code,degraded,failure,protocol,direction`, several separated by `;`, degraded and
 * failure in percent. As in Kiali, one fault voids the whole, patterns match anywhere, and there is no minimum of
 * failed requests. https://kiali.io/docs/configuration/health
 */
export function readRateAnnotation(text: string): RateAnnotation {
  if (text.length > longest) return { ok: false, fault: `it is longer than ${longest} characters` };
  const rates: RateTolerance[] = [];
  for (const part of text.split(";")) {
    const read = readTolerance(part.trim());
    if (typeof read === "string") return { ok: false, fault: read };
    rates.push(read);
  }
  return { ok: true, rates };
}

/** The tolerance, or what is wrong with it. */
function readTolerance(part: string): RateTolerance | string {
  const fields = part.split(",").map((field) => field.trim());
  const [code = "", degraded = "", failure = "", protocol = "", direction = ""] = fields;
  if (fields.length !== 5) return `"${part}" is not code,degraded,failure,protocol,direction`;
  if (!isPercent(degraded) || !isPercent(failure)) return `"${degraded},${failure}" are not two percentages`;
  if (Number(degraded) > Number(failure)) return `it degrades at ${degraded} % and fails at ${failure} % already`;
  const codes = readPattern(kialiCodePattern, code);
  const protocols = readPattern(RegExp, protocol);
  const directions = readPattern(RegExp, direction);
  if (codes === undefined) return `"${code}" is not a pattern of codes`;
  if (protocols === undefined) return `"${protocol}" is not a pattern of protocols`;
  if (directions === undefined) return `"${direction}" is not a pattern of directions`;
  return patternTolerance({
    key: part,
    codes,
    written: code,
    protocol: protocols,
    direction: directions,
    degraded: Number(degraded) / 100,
    failing: Number(failure) / 100,
    minimumFailedRequests: 0,
  });
}

function isPercent(text: string): boolean {
  return /^\d+(\.\d+)?$/.test(text) && Number(text) <= 100;
}

function readPattern(make: (text: string) => RegExp, text: string): RegExp | undefined {
  if (text === "") return undefined;
  try {
    return make(text);
  } catch {
    return undefined;
  }
}
