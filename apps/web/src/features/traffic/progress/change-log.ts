import type { ChangeId, RouteChange, RouteRef } from "@fyr/contract";

/** Fetched and pushed changes as one list, newest first, each once: the furthest known state of each wins. */
export function mergeChanges(...sources: readonly (readonly RouteChange[])[]): RouteChange[] {
  const byId = new Map<ChangeId, RouteChange>();
  for (const change of sources.flat()) {
    const known = byId.get(change.id);
    byId.set(change.id, known === undefined ? change : further(known, change));
  }
  return markUndone([...byId.values()].sort((a, b) => Date.parse(b.at) - Date.parse(a.at)));
}

/** The change that `u` answers for: the newest of one's own that stands. When it is an undo, `u` offers what it took away. */
export function lastOwnChange(changes: readonly RouteChange[], user: string): RouteChange | undefined {
  return changes.find((change) => change.by === user && change.undoneBy === undefined);
}

/** Taken back at once. Going back on an undo moves traffic to what somebody left: that is reviewed like any change. */
export function canUndo(change: RouteChange): boolean {
  return change.undoneBy === undefined && change.undoes === undefined;
}

/** The state of a change to watch: as it is known now, and the undo in its place once it was taken back. */
export function followChange(change: RouteChange, changes: readonly RouteChange[]): RouteChange {
  const now = changes.find((each) => each.id === change.id) ?? change;
  return changes.find((each) => each.id === now.undoneBy) ?? now;
}

export function isSameRoute(a: RouteRef, b: RouteRef): boolean {
  return a.kind === b.kind && a.namespace === b.namespace && a.name === b.name;
}

/** A key for maps and lists; compare only. */
export function routeKey({ kind, namespace, name }: RouteRef): string {
  return `${kind}/${namespace}/${name}`;
}

const phases: readonly RouteChange["status"]["phase"][] = ["accepted", "not-observed", "observed"];

function further(a: RouteChange, b: RouteChange): RouteChange {
  const winner = progress(b) >= progress(a) ? b : a;
  const undoneBy = winner.undoneBy ?? a.undoneBy ?? b.undoneBy;
  const pushedAt = winner.pushedAt ?? a.pushedAt ?? b.pushedAt;
  return {
    ...winner,
    ...(undoneBy === undefined ? {} : { undoneBy }),
    ...(pushedAt === undefined ? {} : { pushedAt }),
  };
}

function progress({ status }: RouteChange): number {
  return phases.indexOf(status.phase) * 1e12 + (status.observed?.requests ?? 0);
}

/** An undo that was pushed names what it undid; the undone change itself may not have been sent again. */
function markUndone(changes: readonly RouteChange[]): RouteChange[] {
  const undoneBy = new Map(
    changes.flatMap((change) => (change.undoes === undefined ? [] : [[change.undoes, change.id]])),
  );
  return changes.map((change) => {
    const by = undoneBy.get(change.id);
    return by === undefined || change.undoneBy !== undefined ? change : { ...change, undoneBy: by };
  });
}
