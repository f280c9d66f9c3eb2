const unitSeconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };
const unit = "(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?)";
const part = new RegExp(`(\\d+(?:\\.\\d+)?)\\s*(${unit})(?![a-z])`, "g");
const whole = new RegExp(`^(?:\\d+(?:\\.\\d+)?\\s*${unit}(?![a-z])\\s*(?:and\\s+)?)+$`);

/** Seconds of "90s", "1h30m", "2 hours", "half an hour"; `undefined` for anything else. `text`: in lower case. */
export function readDuration(text: string): number | undefined {
  const counted = text
    .trim()
    .replace(/^half an? /, "0.5 ")
    .replace(/^an? /, "1 ");
  if (!whole.test(counted)) return undefined;
  let seconds = 0;
  for (const [, count, name] of counted.matchAll(part)) seconds += Number(count) * (unitSeconds[name?.[0] ?? ""] ?? 0);
  return seconds;
}
