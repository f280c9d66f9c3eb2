import { moment, timeZone } from "../../../ui/clock.ts";

/** "Prometheus keeps nothing before Thu 21:40 (UTC)". `historyFrom`: RFC 3339; `now`: ms since epoch. */
export function keptInWords(historyFrom: string, now: number): string {
  return `Prometheus keeps nothing before ${moment(historyFrom, now)} (${timeZone(Date.parse(historyFrom))})`;
}
