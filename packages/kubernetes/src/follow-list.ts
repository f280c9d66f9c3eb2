import { type KubernetesObject, objectIn, textIn } from "@fyr/routing";
import type { KubernetesApi } from "./api.ts";
import type { CollectionState } from "./collection-state.ts";
import { KubernetesError } from "./kubernetes-error.ts";
import { listAll } from "./list-all.ts";
import { readObject } from "./read-object.ts";
import { openWatch } from "./watch-events.ts";

/** What is followed, and who is told of it. */
export interface FollowedList {
  readonly api: KubernetesApi;
  /** The list's path; undefined where the cluster does not serve the kind. Asked before every list. */
  readonly path: (signal: AbortSignal) => Promise<string | undefined>;
  /** All there is; whatever was told before is out of date. */
  readonly onList: (objects: readonly KubernetesObject[]) => void;
  readonly onEvent: (type: string, object: KubernetesObject) => void;
  readonly onState: (state: CollectionState) => void;
  /** Asked before every turn: when to end it and begin the next from the same place. */
  readonly turn: () => AbortSignal;
  readonly signal: AbortSignal;
}

/** Where a watch goes on from. */
interface Place {
  readonly path: string;
  resourceVersion: string;
}

interface Turn {
  readonly pauseMs: number;
  readonly failed: boolean;
}

const firstPauseMs = 250;
const longestPauseMs = 4_000;
/** For what will hardly change: kinds the cluster does not serve, or Fyr may not read. */
const longPauseMs = 60_000;

/** Lists, then watches, and never gives up until the signal does. Never rejects. */
export async function followList(followed: FollowedList): Promise<void> {
  const { signal } = followed;
  const position: { place?: Place } = {};
  let failures = 0;
  while (!signal.aborted) {
    const { pauseMs, failed } = await takeTurn(followed, position, failures);
    failures = failed ? failures + 1 : 0;
    if (pauseMs > 0) await pause(pauseMs, signal);
  }
}

async function takeTurn(followed: FollowedList, position: { place?: Place }, failures: number): Promise<Turn> {
  const stop = followed.turn();
  try {
    const place = position.place ?? (await list(followed));
    if (place === undefined) return { pauseMs: longPauseMs, failed: false };
    position.place = place;
    const began = performance.now();
    await watch(followed, place, stop);
    return { pauseMs: performance.now() - began < 1_000 ? 1_000 : 0, failed: false };
  } catch (error) {
    if (stop.aborted) return { pauseMs: 0, failed: false };
    const { state, keepsPlace, pauseMs } = setback(error, failures);
    if (!keepsPlace) delete position.place;
    if (state !== undefined) followed.onState(state);
    return { pauseMs, failed: true };
  }
}

async function list({ api, path, onList, onState, signal }: FollowedList): Promise<Place | undefined> {
  const listPath = await path(signal);
  if (listPath === undefined) {
    onState({ status: "absent" });
    return undefined;
  }
  const { objects, resourceVersion } = await listAll(api, listPath, signal);
  onList(objects);
  return { path: listPath, resourceVersion };
}

async function watch({ api, onEvent, onState }: FollowedList, place: Place, stop: AbortSignal): Promise<void> {
  const events = await openWatch(api, place.path, place.resourceVersion, stop);
  onState({ status: "ok" });
  for await (const { type, object } of events) {
    if (type !== "BOOKMARK") onEvent(type, readObject(object));
    place.resourceVersion = textIn(objectIn(object, "metadata"), "resourceVersion") ?? place.resourceVersion;
  }
}

interface Setback {
  /** Absent: nothing to tell, it goes on. */
  readonly state?: CollectionState;
  /** What was read so far can be continued from. */
  readonly keepsPlace: boolean;
  readonly pauseMs: number;
}

/** What a failure means, the last of `failures` + 1 in a row. */
function setback(error: unknown, failures: number): Setback {
  const message = error instanceof Error ? error.message : String(error);
  const { code, status } = error instanceof KubernetesError ? error : {};
  if (status === 410) return { keepsPlace: false, pauseMs: failures === 0 ? 0 : firstPauseMs };
  if (code === "forbidden") return { state: { status: code, message }, keepsPlace: false, pauseMs: longPauseMs };
  if (status === 404) return { state: { status: "absent" }, keepsPlace: false, pauseMs: longPauseMs };
  return {
    state: { status: "failing", message },
    // Where a watch answers nonsense its place is not to be trusted either; listing again settles it.
    keepsPlace: error instanceof KubernetesError && status === undefined,
    pauseMs: Math.min(longestPauseMs, firstPauseMs * 2 ** failures),
  };
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener("abort", end, { once: true });
  });
}
