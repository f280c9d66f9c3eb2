import type { Me, RouteRef } from "@fyr/contract";
import { dialectOfKind, type KubernetesObject } from "@fyr/routing";
import { createAccess, type May } from "./access.ts";
import type { KubernetesApi } from "./api.ts";
import type { ServedVersion } from "./discovery.ts";
import { createEditedObjects, type EditedObjects, type WriteOptions } from "./edited-objects.ts";
import { type LogsAsked, type PodLogs, readPodLogs } from "./logs/read-pod-logs.ts";
import type { ListRight } from "./markers/cluster-marker.ts";
import { type EventsRead, readEvents } from "./read-events.ts";
import { type EventNote, readEventNotes, recordEvent } from "./record-event.ts";
import { createRemembered } from "./remembered.ts";
import { createRoutes, type Routes } from "./routes.ts";
import { type AskOtherwise, whoAmI } from "./who-am-i.ts";

/** The cluster as one who asks: whatever is read or written here, the API server judges as theirs. */
export interface CallerCluster {
  /** Who the API server takes them for, remembered for a minute. Rejects with `unauthorized` when it takes them for nobody. */
  whoAmI(): Promise<Me>;
  /** Their access, remembered for a minute. */
  readonly may: May;
  /** May they list that, there or everywhere? */
  mayList(right: ListRight): Promise<boolean>;
  /** Events a timeline is made of, in these namespaces or all. Rejects with KubernetesError. */
  events(namespaces: readonly string[] | undefined, signal: AbortSignal): Promise<EventsRead>;
  /** The newest lines a container wrote within a span. Rejects with KubernetesError in the API server's words. */
  logs(asked: LogsAsked, signal: AbortSignal): Promise<PodLogs>;
  readonly routes: Routes & {
    /** May they look at routes of that kind there? */
    mayRead(route: Pick<RouteRef, "kind" | "namespace">): Promise<boolean>;
    /** May they change routes of that kind there? */
    mayPatch(route: Pick<RouteRef, "kind" | "namespace">): Promise<boolean>;
  };
  readonly edited: EditedObjects;
  recordEvent(object: KubernetesObject, note: EventNote, signal: AbortSignal): Promise<void>;
  /** What Events of a namespace carry as annotations. Rejects with `forbidden` where they may not list them. */
  eventNotes(
    of: { readonly namespace: string; readonly reason: string },
    signal: AbortSignal,
  ): Promise<Readonly<Record<string, string>>[]>;
}

export interface CallerParts {
  readonly api: KubernetesApi;
  readonly via: Me["via"];
  /** Where the cluster does not tell one who one is. */
  readonly askOtherwise: AskOtherwise;
  /** What the cluster serves is the same for everybody. */
  readonly servedVersion: ServedVersion;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Told of what was just written. */
  readonly onWritten: (object: KubernetesObject) => void;
}

export function createCallerCluster({
  api,
  via,
  askOtherwise,
  servedVersion,
  now,
  onWritten,
}: CallerParts): CallerCluster {
  const routes = createRoutes(api, servedVersion);
  const may = createAccess(api, now);
  const remembered = createRemembered<Me>(now);
  const mayList = async ({ group, resource, namespace }: ListRight) => {
    const question = { verb: "list", group, resource } as const;
    return (await may(question)) || (namespace !== undefined && may({ ...question, namespace }));
  };
  const edited = createEditedObjects(api, servedVersion);
  /** What is only tried is not stored. */
  const told = async (write: Promise<KubernetesObject>, { dryRun }: WriteOptions) => {
    const object = await write;
    if (!dryRun) onWritten(object);
    return object;
  };
  return {
    whoAmI: () => remembered("me", () => whoAmI(api, via, askOtherwise)),
    may,
    mayList,
    events: (namespaces, signal) => readEvents(api, may, namespaces, signal),
    logs: (asked, signal) => readPodLogs(api, asked, signal),
    routes: {
      ...routes,
      patch: async (route, patch, signal) => {
        const object = await routes.patch(route, patch, signal);
        onWritten(object);
        return object;
      },
      mayRead: ({ kind, namespace }) => {
        const { group, plural } = dialectOfKind(kind);
        return mayList({ group, resource: plural, namespace });
      },
      mayPatch: ({ kind, namespace }) => {
        const { group, plural } = dialectOfKind(kind);
        return may({ verb: "patch", group, resource: plural, namespace });
      },
    },
    edited: {
      ...edited,
      create: (object, options) => told(edited.create(object, options), options),
      patch: (ref, patch, options) => told(edited.patch(ref, patch, options), options),
    },
    recordEvent: (object, note, signal) => recordEvent(api, object, note, now(), signal),
    eventNotes: (of, signal) => readEventNotes(api, of, signal),
  };
}
