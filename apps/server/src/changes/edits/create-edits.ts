import type {
  ChangeId,
  EditPlan,
  EditPlanRequest,
  EditRequest,
  ObjectChange,
  ObjectChanges,
  ObjectRef,
  ObjectView,
  UnsplitService,
} from "@fyr/contract";
import type { MeshObjects } from "@fyr/kubernetes";
import { editedResources, readEdits } from "@fyr/routing";
import { createSeenVersions } from "../seen-versions.ts";
import { createEditRoad } from "./carry-edit.ts";
import { deletionsIn } from "./deletions.ts";
import type { EditListener, EditsCaller, EditsDependencies } from "./dependencies.ts";
import { createEndJob, type EndJob } from "./end-job.ts";
import { createObjectViews, editedIn, endingsOf, toldEdit } from "./object-views.ts";
import { resolveEdits } from "./resolved-edit.ts";
import { resolveUndo } from "./undo-edit.ts";
import { unsplitServices } from "./unsplit-services.ts";

/** Edits of whole objects, and the one road to make them: plan, dry run, apply, end, undo. */
export interface Edits {
  view(caller: EditsCaller, ref: ObjectRef, signal: AbortSignal): Promise<ObjectView>;
  /** What the edits would do. Writes nothing. */
  plan(caller: EditsCaller, request: EditPlanRequest, signal: AbortSignal): Promise<EditPlan>;
  /** Rejects with `conflict`, `blocked`, `needs_confirmation` or `rejected`, and leaves nothing half done then. */
  apply(caller: EditsCaller, request: EditRequest, signal: AbortSignal): Promise<ObjectChange>;
  /** Puts back what an edit replaced. `conflict` where it is no longer what the edit left. */
  undo(caller: EditsCaller, id: ChangeId, signal: AbortSignal): Promise<ObjectChange>;
  history(signal: AbortSignal): Promise<ObjectChanges>;
  /** Edits of a namespace that left no object, as its Events tell them to the caller. */
  deletions(caller: EditsCaller, namespace: string, signal: AbortSignal): Promise<ObjectChange[]>;
  /** Services with several versions that no route splits. */
  unsplit(caller: EditsCaller, signal: AbortSignal): Promise<UnsplitService[]>;
  /** Told of every edit. Returns the end. */
  subscribe(listener: EditListener): () => void;
  readonly endJob: EndJob;
}

/** "A few seconds", says Istio of subsets that a route is about to name. */
const usualSettleMs = 2_000;

export function createEdits(dependencies: EditsDependencies, settleMs = usualSettleMs): Edits {
  const { cluster, observer } = dependencies;
  const listeners = new Set<EditListener>();
  const onDone: EditListener = (change) => {
    for (const listener of listeners) listener(change);
  };
  const views = createObjectViews(dependencies);
  const road = createEditRoad({ dependencies, views, onDone, settleMs });
  const seen = createSeenVersions();
  return {
    view: async (caller, ref, signal) => {
      const object = await caller.edited.read(ref, signal);
      seen.remember(object);
      return views.view(caller, object, signal);
    },
    plan: async (caller, { edits }, signal) => {
      const resolved = await resolveEdits({ caller, views, seen }, edits, signal);
      for (const { before } of resolved) if (before !== undefined) seen.remember(before);
      return (await road.review(caller, resolved, signal)).plan;
    },
    apply: async (caller, { edits, ...intent }, signal) =>
      road.carry(caller, await resolveEdits({ caller, views, seen }, edits, signal), intent, signal),
    undo: async (caller, id, signal) => {
      const known = editedIn(await cluster.objects(signal));
      return road.carry(caller, await resolveUndo({ caller, views }, known, id, signal), { undoes: id }, signal);
    },
    history: async (signal) => historyOf(await cluster.objects(signal)),
    deletions: deletionsIn,
    unsplit: async (caller, signal) => {
      const [objects, topology] = await Promise.all([cluster.objects(signal), observer.current()]);
      const services = unsplitServices({ objects, topology });
      return Promise.all(
        services.map(async (service) => ({ ...service, editable: await mayMake(caller, service.edits) })),
      );
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    endJob: createEndJob(dependencies, onDone),
  };
}

function historyOf(held: MeshObjects): ObjectChanges {
  const objects = editedIn(held);
  const all = objects.flatMap((object) => readEdits(object));
  const first = new Map(all.map((edit) => [edit.id, edit]));
  const changes = [...first.values()].map((edit): ObjectChange => {
    const undoneBy = all.find(({ undoes }) => undoes === edit.id)?.id;
    return { ...toldEdit(edit), ...(undoneBy !== undefined && { undoneBy }) };
  });
  return {
    changes: changes.sort((a, b) => Date.parse(b.at) - Date.parse(a.at)),
    endings: objects.flatMap(endingsOf).sort((a, b) => Date.parse(a.endsAt) - Date.parse(b.endsAt)),
  };
}

async function mayMake(caller: EditsCaller, edits: UnsplitService["edits"]): Promise<boolean> {
  const answers = await Promise.all(
    edits.map(({ op, object: { kind, namespace } }) => {
      const { group, plural } = editedResources[kind];
      const verb = op === "update" ? "patch" : op;
      return caller.may({ verb, group, resource: plural, namespace }).catch(() => false);
    }),
  );
  return answers.every(Boolean);
}
