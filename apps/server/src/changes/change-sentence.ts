import type { RecordedChange } from "@fyr/routing";

/** One line for `kubectl describe`: who moved what, and why. */
export function changeSentence({ by, before, after, reason, undoes }: RecordedChange): string {
  const moved = after.flatMap(({ host, subset, weight }, place) => {
    const was = before[place]?.weight ?? 0;
    return was === weight ? [] : [`${subset === undefined ? host : `${host} ${subset}`} ${was} → ${weight}`];
  });
  const verb = undoes === undefined ? "moved" : "put back";
  return `${by} ${verb} ${moved.join(", ")}${reason === undefined ? "" : ` (${reason})`}`;
}
