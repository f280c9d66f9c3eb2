import type { ChangeId, JsonPatchOperation } from "@fyr/contract";
import { KubernetesError, type MeshObjects } from "@fyr/kubernetes";
import {
  annotationPatch,
  applyPatch,
  diffJson,
  type Ending,
  editedResources,
  editsAnnotation,
  isDue,
  type KubernetesObject,
  planTakeBack,
  type RecordedEdit,
  readEdits,
  readEndings,
  withEdit,
} from "@fyr/routing";
import { createBoundedMap } from "../bounded-map.ts";
import type { EditListener, EditsDependencies } from "./dependencies.ts";
import { ifThere } from "./if-there.ts";
import { editedIn, refOf, toldEdit } from "./object-views.ts";

/** Taking back what has ended, for all replicas by the one that holds the Lease. */
export interface EndJob {
  readonly name: string;
  hasWork(objects: MeshObjects): boolean;
  /** May be killed after any of its steps: the note on the object goes with the write that takes the fault back. */
  pass(objects: MeshObjects, signal: AbortSignal): Promise<void>;
}

const attempts = 3;

export function createEndJob(dependencies: EditsDependencies, onDone: EditListener): EndJob {
  const { now } = dependencies;
  // Why something is left standing is said once, not at every pass.
  const told = createBoundedMap<ChangeId, true>(1_000);
  const tellOnce = (object: KubernetesObject, ending: Ending, message: string, signal: AbortSignal) => {
    if (told.has(ending.id)) return Promise.resolve();
    told.set(ending.id, true);
    return leaveEvent(dependencies, object, "FaultLeft", message, signal);
  };

  async function end(object: KubernetesObject, ending: Ending, signal: AbortSignal): Promise<void> {
    if (!(await mayStill(dependencies, object, ending, signal))) {
      const message = `${ending.by} may not change this any more: what should have ended at ${ending.endsAt} is left.`;
      return tellOnce(object, ending, message, signal);
    }
    const written = await writeBack(dependencies, object, ending, signal);
    if (written === undefined) return;
    const { after, record, isOvertaken } = written;
    const message = isOvertaken
      ? `what ${ending.by} made to end at ${ending.endsAt} was changed since: it is left as it is`
      : `ended for ${ending.by}, as asked for at ${ending.at}: it is as it was before`;
    if (record !== undefined) onDone(toldEdit(record));
    await leaveEvent(dependencies, after, isOvertaken ? "FaultLeft" : "FaultEnded", message, signal);
  }

  return {
    name: "taking back what has ended",
    hasWork: (objects) => dueIn(objects, now()).length > 0,
    pass: async (objects, signal) => {
      const outcomes = await Promise.allSettled(
        dueIn(objects, now()).map(async ({ object, endings }) => {
          // One after the other: each rests on what the last one left.
          for (const ending of endings) await end(object, ending, signal);
        }),
      );
      const failed = outcomes.find((outcome) => outcome.status === "rejected");
      if (failed !== undefined) throw failed.reason;
    },
  };
}

/** Objects with something that should have ended by now. */
function dueIn(
  objects: MeshObjects,
  nowMs: number,
): { readonly object: KubernetesObject; readonly endings: readonly Ending[] }[] {
  return editedIn(objects).flatMap((object) => {
    const endings = readEndings(object).filter((ending) => isDue(ending, nowMs));
    return endings.length === 0 ? [] : [{ object, endings }];
  });
}

async function mayStill(
  { cluster }: EditsDependencies,
  object: KubernetesObject,
  { by, groups }: Ending,
  signal: AbortSignal,
): Promise<boolean> {
  const { kind, namespace, name } = refOf(object);
  const { group, plural } = editedResources[kind];
  const question = { verb: "patch", group, resource: plural, namespace, name } as const;
  try {
    return await cluster.mayAs({ user: by, groups }, question);
  } catch (error) {
    if (!(error instanceof KubernetesError) || error.code !== "forbidden") throw error;
    // Who may not ask about others may still take back what was their own.
    return (await cluster.own.whoAmI(signal)).user === by;
  }
}

/** Undefined when another was faster. */
async function writeBack(
  dependencies: EditsDependencies,
  { ...seen }: KubernetesObject,
  ending: Ending,
  signal: AbortSignal,
) {
  const { edited } = dependencies.cluster.own;
  const ref = refOf(seen);
  for (let tried = 1; ; tried += 1) {
    const object = await ifThere(edited.read(ref, signal));
    if (object === undefined || !readEndings(object).some(({ id }) => id === ending.id)) return undefined;
    const { kind, patch } = planTakeBack(object, ending);
    const isOvertaken = kind === "overtaken";
    const record = isOvertaken ? undefined : recordOf(dependencies, object, ending, patch);
    const noted = record === undefined ? [] : historyPatch(object, record);
    try {
      return { after: await edited.patch(ref, [...patch, ...noted], { signal }), record, isOvertaken };
    } catch (error) {
      const isStale = error instanceof KubernetesError && error.code === "conflict";
      if (!isStale || tried === attempts) throw error;
    }
  }
}

function historyPatch(object: KubernetesObject, record: RecordedEdit): JsonPatchOperation[] {
  // The ending itself stands in an annotation: the map is there.
  return annotationPatch(object, editsAnnotation, withEdit(readEdits(object), record));
}

function recordOf(
  { newId, now }: EditsDependencies,
  object: KubernetesObject,
  ending: Ending,
  patch: readonly JsonPatchOperation[],
): RecordedEdit {
  const undone = applyPatch(
    object,
    patch.filter(({ path }) => path.startsWith("/spec")),
  );
  const after = undone.ok ? (undone.value as KubernetesObject).spec : object.spec;
  return {
    id: newId() as ChangeId,
    by: `Fyr, for ${ending.by}`,
    at: new Date(now()).toISOString(),
    objects: [{ op: "update", object: refOf(object) }],
    undoes: ending.id,
    back: diffJson({ spec: after }, { spec: object.spec }),
  };
}

function leaveEvent(
  { cluster, onMishap }: EditsDependencies,
  object: KubernetesObject,
  reason: string,
  message: string,
  signal: AbortSignal,
): Promise<void> {
  return cluster.own
    .recordEvent(object, { reason, message }, signal)
    .catch((error: unknown) => onMishap(error, "recording an Event"));
}
