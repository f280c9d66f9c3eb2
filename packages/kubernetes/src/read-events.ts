import type { May } from "./access.ts";
import type { KubernetesApi } from "./api.ts";
import { type EventFacts, readEvent } from "./events.ts";
import { listAll } from "./list-all.ts";

export interface EventsRead {
  readonly events: readonly EventFacts[];
  /** Of these namespaces somebody may not list them; `everywhere` where no namespace was named. */
  readonly refused: readonly string[];
}

/** Of thousands of Events those that a timeline is made of. */
const wanted = ["type=Warning", "reason=ScalingReplicaSet", "source=fyr"];
const askedAtOnce = 5;

/**
 * Warnings, scalings, and what Fyr left itself, read as the one whose `api` it is: three lists for those who may read
 * them everywhere, else one for each of `namespaces`. Rejects with KubernetesError.
 */
export async function readEvents(
  api: KubernetesApi,
  may: May,
  namespaces: readonly string[] | undefined,
  signal: AbortSignal,
): Promise<EventsRead> {
  const question = { verb: "list", group: "", resource: "events" } as const;
  if (await may(question)) {
    const lists = await Promise.all(wanted.map((selector) => list(api, "/api/v1/events", selector, signal)));
    const within = namespaces && new Set(namespaces);
    const events = lists.flat().filter(({ about }) => !within || within.has(about.namespace ?? ""));
    return { events: onlyOnce(events), refused: [] };
  }
  const refused: string[] = namespaces === undefined ? ["everywhere"] : [];
  const events: EventFacts[] = [];
  const left = [...(namespaces ?? [])];
  const readOn = async () => {
    for (let namespace = left.pop(); namespace !== undefined; namespace = left.pop()) {
      const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/events`;
      if (await may({ ...question, namespace })) events.push(...(await list(api, path, undefined, signal)));
      else refused.push(namespace);
    }
  };
  await Promise.all(Array.from({ length: askedAtOnce }, readOn));
  return { events: onlyOnce(events), refused: refused.sort() };
}

async function list(
  api: KubernetesApi,
  path: string,
  fieldSelector: string | undefined,
  signal: AbortSignal,
): Promise<EventFacts[]> {
  const query = fieldSelector === undefined ? {} : { fieldSelector };
  const { objects } = await listAll(api, path, signal, query);
  return objects.flatMap((object) => readEvent(object) ?? []);
}

function onlyOnce(events: readonly EventFacts[]): EventFacts[] {
  return [...new Map(events.map((event) => [event.uid, event])).values()];
}
