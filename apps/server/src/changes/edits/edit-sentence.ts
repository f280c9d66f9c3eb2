import type { ObjectChange } from "@fyr/contract";

const verbs = { create: "created", update: "changed", delete: "deleted" } as const;

/** One line for `kubectl describe`: who did what, until when, and why. */
export function editSentence({ by, objects, reason, endsAt, undoes }: ObjectChange): string {
  const what = objects.map(({ op, object }) => `${verbs[op]} ${object.kind} ${object.name}`).join(", ");
  const end = endsAt === undefined ? "" : ` until ${endsAt}`;
  const back = undoes === undefined ? "" : ", taking an earlier edit back";
  return `${by} ${what}${end}${back}${reason === undefined ? "" : ` (${reason})`}`;
}
