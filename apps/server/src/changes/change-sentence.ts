import { destinationName, type RecordedChange } from "@fyr/routing";

/** One line for `kubectl describe`: who moved what, and why. */
export function changeSentence({ by, before, after, reason, undoes }: RecordedChange): string {
  const moved = after.flatMap((weight, place) => {
    const was = before[place]?.weight ?? 0;
    return was === weight.weight ? [] : [`${destinationName(weight)} ${was} → ${weight.weight}`];
  });
  const verb = undoes === undefined ? "moved" : "put back";
  return `${by} ${verb} ${moved.join(", ")}${reason === undefined ? "" : ` (${reason})`}`;
}
