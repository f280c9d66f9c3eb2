import type { OffsetMs } from "../../ui/wall-clock.ts";

/** A time of day as it was typed, and what was typed beside it. */
export interface TimeOfDay {
  /** Ms since midnight on the wall. */
  readonly ms: number;
  /** Where a zone was named. */
  readonly offsetMs?: OffsetMs;
  readonly rest: string;
}

const pattern =
  /(?:^|[\st])(\d{1,2})(?::(\d\d)(?::(\d\d)(?:\.\d+)?)?\s*(am|pm)?|\s*(am|pm))\s*(z|utc|gmt|wes?t|bst|ces?t|ees?t)?\s*([+-]\d{1,2}(?::?\d\d)?)?(?=$|\s)/;

/** As times on screen name them; any other zone is told by its offset. */
const zoneHours: Readonly<Record<string, number>> = {
  z: 0,
  utc: 0,
  gmt: 0,
  wet: 0,
  bst: 1,
  west: 1,
  cet: 1,
  cest: 2,
  eet: 2,
  eest: 3,
};

/** Finds "02:14", "2:14:30 pm", "2pm", "03:02Z", "16:42 GMT+2" in `text` (lower case, single blanks). */
export function findTimeOfDay(text: string): TimeOfDay | undefined {
  const found = pattern.exec(text);
  if (found === null) return undefined;
  const [all, hour = "", minute = "0", second = "0", half, bareHalf, zone, offset] = found;
  const hours = hoursOf(Number(hour), half ?? bareHalf);
  if (hours === undefined || Number(minute) > 59 || Number(second) > 59) return undefined;
  const named =
    zone === undefined && offset === undefined
      ? undefined
      : (zoneHours[zone ?? "utc"] ?? 0) * 3_600_000 + offsetOf(offset);
  const rest = `${text.slice(0, found.index)} ${text.slice(found.index + all.length)}`;
  return {
    ms: ((hours * 60 + Number(minute)) * 60 + Number(second)) * 1000,
    ...(named !== undefined && { offsetMs: () => named }),
    rest: rest
      .replace(/\b(?:at|on)\b/g, " ")
      .trim()
      .replace(/\s+/g, " "),
  };
}

function hoursOf(hour: number, half: string | undefined): number | undefined {
  if (half === undefined) return hour > 23 ? undefined : hour;
  if (hour < 1 || hour > 12) return undefined;
  return (hour % 12) + (half === "pm" ? 12 : 0);
}

/** "+2", "+02:00", "-0530" */
function offsetOf(text = "+0"): number {
  const [, sign, hours = "0", minutes = "0"] = /^([+-])(\d{1,2}):?(\d\d)?$/.exec(text) ?? [];
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
