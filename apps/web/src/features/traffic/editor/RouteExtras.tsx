import type { ObjectChange, TrafficRoute } from "@fyr/contract";
import { useQuery } from "@tanstack/react-query";
import { objectChanges, objectView } from "../../../api/traffic-queries.ts";
import { useNow } from "../../../live/use-now.ts";
import { Button } from "../../../ui/Button.tsx";
import { moment } from "../../../ui/clock.ts";
import css from "../history/History.module.css";
import { objectEditor } from "./editor-store.ts";
import own from "./RouteExtras.module.css";
import { useUndoEdit } from "./use-apply-edit.ts";

/** More than weights: the way to the editor, the way back to no split, and what was edited before. */
export function RouteExtras({ route }: { route: TrafficRoute }) {
  const view = useQuery(objectView(route.route));
  const { data } = useQuery(objectChanges);
  const { namespace, name } = route.route;
  const edits = (data?.changes ?? []).filter(({ objects }) =>
    objects.some(({ object }) => object.namespace === namespace && object.name === name),
  );
  const removal = view.data?.removal;
  const remove = () =>
    objectEditor.open({
      kind: "edits",
      title: `Remove the split of ${name}`,
      words: "Everything Fyr made for this split goes: requests are shared among all pods of the service again.",
      edits: removal ?? [],
    });
  return (
    <section className={css.section} aria-label="More than weights">
      <div className={own.buttons}>
        <Button disabled={!route.editable} onClick={() => objectEditor.open({ kind: "object", object: route.route })}>
          Edit more…
        </Button>
        {removal !== undefined && (
          <Button kind="quiet" disabled={!route.editable} onClick={remove}>
            Remove the split…
          </Button>
        )}
      </div>
      {edits.length > 0 && (
        <ul>
          {edits.map((change) => (
            <EditLine key={change.id} change={change} writable={route.editable} />
          ))}
        </ul>
      )}
    </section>
  );
}

function EditLine({ change, writable }: { change: ObjectChange; writable: boolean }) {
  const now = useNow();
  const undo = useUndoEdit();
  const { id, at, by, objects, reason, undoes, undoneBy } = change;
  const what = objects.map(({ op, object }) => `${verbs[op]} ${object.kind} ${object.name}`).join(", ");
  return (
    <li className={css.change}>
      <time dateTime={at}>{moment(at, now)}</time>
      <div className={css.words}>
        {by}: {undoes === undefined ? what : "took an edit back"}
        {reason !== undefined && <q className={css.reason}>{reason}</q>}
        {undoneBy !== undefined && <span className={css.how}> taken back</span>}
      </div>
      {writable && undoneBy === undefined && undoes === undefined && (
        <Button disabled={undo.isPending} onClick={() => undo.mutate(id)}>
          Undo<span className="visually-hidden"> {what}</span>
        </Button>
      )}
    </li>
  );
}

const verbs = { create: "created", update: "changed", delete: "deleted" } as const;
