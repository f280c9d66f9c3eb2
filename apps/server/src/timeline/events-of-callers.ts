import type { CallerCluster } from "@fyr/kubernetes";
import { createSharedWork, type SharedWork } from "../observer/source/shared-work.ts";

type EventsRead = Awaited<ReturnType<CallerCluster["events"]>>;

/** Events as each caller may read them, kept for so long: whoever signs in with the same token shares them. */
export function createEventsOfCallers(keptMs: number, now: () => number) {
  const callers = new WeakMap<object, SharedWork<EventsRead>>();
  return (
    caller: Pick<CallerCluster, "events">,
    namespaces: readonly string[] | undefined,
    signal: AbortSignal,
  ): Promise<EventsRead> => {
    const theirs = callers.get(caller) ?? createSharedWork<EventsRead>(mostScopes);
    callers.set(caller, theirs);
    const key = `${Math.floor(now() / keptMs)} ${namespaces?.join() ?? "all"}`;
    return theirs.get(key, (shared) => caller.events(namespaces, shared), signal);
  };
}

/** Scopes somebody looks at in turn. */
const mostScopes = 4;
