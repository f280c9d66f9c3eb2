import type { Ending, ObjectRef } from "@fyr/contract";
import { useQuery } from "@tanstack/react-query";
import { objectChanges } from "../../../api/traffic-queries.ts";
import { useNow } from "../../../live/use-now.ts";
import { Button } from "../../../ui/Button.tsx";
import { StatusIcon } from "../../../ui/StatusIcon.tsx";
import css from "./EndingBadges.module.css";
import { endingInWords } from "./ending-text.ts";
import { useUndoEdit } from "./use-apply-edit.ts";

/** Faults that end by themselves, for everybody to see: of one object, or of all. */
export function EndingBadges({ of }: { of?: Pick<ObjectRef, "kind" | "namespace" | "name"> }) {
  const { data } = useQuery(objectChanges);
  const endings = (data?.endings ?? []).filter(({ object }) => of === undefined || isSameObject(object, of));
  if (endings.length === 0) return null;
  return (
    <ul className={css.badges} aria-label="Faults that are on">
      {endings.map((ending) => (
        <EndingBadge key={`${ending.id} ${ending.object.kind} ${ending.object.name}`} ending={ending} />
      ))}
    </ul>
  );
}

function EndingBadge({ ending }: { ending: Ending }) {
  const now = useNow();
  const undo = useUndoEdit();
  return (
    <li className={css.badge}>
      <StatusIcon status="degraded" size={14} label="Warning" />
      <span className={css.words}>{endingInWords(ending, now)}</span>
      <Button disabled={undo.isPending} onClick={() => undo.mutate(ending.id)}>
        {undo.isPending ? "Ending…" : "End now"}
      </Button>
    </li>
  );
}

function isSameObject(a: ObjectRef, b: Pick<ObjectRef, "kind" | "namespace" | "name">): boolean {
  return a.kind === b.kind && a.namespace === b.namespace && a.name === b.name;
}
