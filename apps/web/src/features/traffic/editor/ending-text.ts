import type { Ending } from "@fyr/contract";

/** "Fault in payments/payment, by ada, ends in 12 min". */
export function endingInWords({ object, by, endsAt }: Ending, now: number): string {
  const seconds = Math.ceil((Date.parse(endsAt) - now) / 1000);
  const where = `${object.namespace}/${object.name}`;
  return `Fault in ${where}, injected by ${by}, ${endInWords(seconds)}`;
}

function endInWords(seconds: number): string {
  if (seconds <= 0) return "is being taken back";
  if (seconds < 90) return `ends in ${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `ends in ${minutes} min` : `ends in ${Math.round(minutes / 60)} h`;
}
