import { type ObjectChange, ObjectChangeSchema } from "@fyr/contract";
import type { EventNote } from "@fyr/kubernetes";
import Value from "typebox/value";
import type { EditsCaller } from "./dependencies.ts";
import { editSentence } from "./edit-sentence.ts";

const annotation = "fyr.dev/edit";
const reason = "RouteEdited";

/** The Event of an edit. One that left no object to remember it carries all that history tells. */
export function editEvent(change: ObjectChange): EventNote {
  const message = editSentence(change);
  if (!leftNothing(change)) return { reason, message };
  return { reason, message, annotations: { [annotation]: JSON.stringify(change) } };
}

/** Edits of a namespace that left nothing, newest first, as its Events tell them. What they tell wrongly is left out. */
export async function deletionsIn(
  caller: Pick<EditsCaller, "eventNotes">,
  namespace: string,
  signal: AbortSignal,
): Promise<ObjectChange[]> {
  const notes = await caller.eventNotes({ namespace, reason }, signal);
  return notes
    .flatMap((note) => readChange(note[annotation] ?? "") ?? [])
    .filter((change) => change.objects.every(({ object }) => object.namespace === namespace))
    .sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
}

function leftNothing({ objects }: ObjectChange): boolean {
  return objects.every(({ op }) => op === "delete");
}

function readChange(text: string): ObjectChange | undefined {
  try {
    const change: unknown = JSON.parse(text);
    return Value.Check(ObjectChangeSchema, change) && leftNothing(change) ? change : undefined;
  } catch {
    return undefined;
  }
}
