/** A number ready to be read: the value and, muted beside it, its unit. */
export interface Quantity {
  readonly value: string;
  readonly unit: string;
}

/** "1.24 s" */
export function inWords({ value, unit }: Quantity): string {
  return unit === "" ? value : `${value} ${unit}`;
}

/** Requests a second: one decimal below 10, none above, "12.4 k" from 10,000. */
export function rate(perSecond: number): Quantity {
  return { value: shortNumber(perSecond), unit: "req/s" };
}

/** A share, 0..1, of failed or plain requests. Never rounds something down to nothing. */
export function share(ratio: number): Quantity {
  return { value: sharePercent(ratio * 100), unit: "%" };
}

/** A success rate, 0..1: what the failed share leaves. Never rounds up to 100: only a whole 1 is "100". */
export function success(ratio: number): Quantity {
  const percent = ratio * 100;
  if (percent >= 100) return { value: "100", unit: "%" };
  const digits = percent >= 98.995 ? 2 : 1;
  return { value: Math.min(percent, 99.99).toFixed(digits), unit: "%" };
}

/** A rate where the heading says "req/s". */
export function bareRate(perSecond: number): Quantity {
  return { ...rate(perSecond), unit: "" };
}

/** A duration in ms, in the unit people say it in. */
export function duration(ms: number): Quantity {
  if (ms < 10) return { value: trimmed(ms, ms < 1 ? 2 : 1), unit: "ms" };
  if (ms < 999.5) return { value: ms.toFixed(0), unit: "ms" };
  if (ms < 9_995) return { value: (ms / 1000).toFixed(2), unit: "s" };
  if (ms < 59_950) return { value: (ms / 1000).toFixed(1), unit: "s" };
  return { value: trimmed(ms / 60_000, 1), unit: "min" };
}

/** Bytes a second in steps of 1,000. */
export function byteRate(perSecond: number): Quantity {
  const units = ["B/s", "kB/s", "MB/s", "GB/s"];
  let value = perSecond;
  let step = 0;
  while (value >= 999.5 && step < units.length - 1) {
    value /= 1000;
    step += 1;
  }
  return { value: trimmed(value, value < 10 ? 1 : 0), unit: units[step] ?? "B/s" };
}

/** "2 s", "14 min", "3 h", "2 d": whole units, rounded down. */
export function age(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min`;
  if (whole < 86_400) return `${Math.floor(whole / 3600)} h`;
  return `${Math.floor(whole / 86_400)} d`;
}

/** How long something has lasted: "40 s", "12 min", "2 h 41 min", "3 d 4 h", rounded down. */
export function lasting(seconds: number): string {
  const rest = seconds >= 86_400 ? seconds % 86_400 : seconds >= 3600 ? seconds % 3600 : 0;
  const least = seconds >= 86_400 ? 3600 : 60;
  return rest < least ? age(seconds) : `${age(seconds)} ${age(rest)}`;
}

/** A window as people choose it: "1 min", "90 s", "1 h", "7 d". */
export function windowName(seconds: number): string {
  if (seconds % 86_400 === 0) return `${seconds / 86_400} d`;
  if (seconds % 3600 === 0) return `${seconds / 3600} h`;
  return seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
}

/** How many times the usual: "6×", "2.2×". */
export function times(now: number, usual: number): string {
  const factor = now / usual;
  return `${trimmed(factor, factor < 5 ? 1 : 0)}×`;
}

function shortNumber(value: number): string {
  if (value >= 9_995_000) return `${trimmed(value / 1_000_000, 1)} M`;
  if (value >= 9_995) return `${trimmed(value / 1000, value < 99_950 ? 1 : 0)} k`;
  if (value >= 9.95) return value.toFixed(0);
  if (value >= 0.095) return trimmed(value, 1);
  if (value === 0) return "0";
  return value < 0.005 ? "<0.01" : trimmed(value, 2);
}

function sharePercent(percent: number): string {
  if (percent === 0) return "0";
  if (percent < 0.01) return "<0.01";
  if (percent < 0.995) return trimmed(percent, 2);
  return percent > 99.95 && percent < 100 ? ">99.9" : trimmed(percent, 1);
}

/** No trailing zeros: 84.0 is "84". */
function trimmed(value: number, digits: number): string {
  return String(Number(value.toFixed(digits)));
}
