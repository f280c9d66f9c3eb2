import { type KubernetesObject, objectIn, textIn } from "@fyr/routing";
import type { KubernetesApi } from "./api.ts";
import { KubernetesError } from "./kubernetes-error.ts";
import { listAll } from "./list-all.ts";
import { objectKey, readObject } from "./read-object.ts";
import { openWatch } from "./watch-events.ts";

export type CollectionState =
  | { readonly status: "loading" }
  | { readonly status: "ok" }
  /** The cluster does not serve this kind. */
  | { readonly status: "absent" }
  | { readonly status: "forbidden"; readonly message: string }
  /** What was read before is still there. */
  | { readonly status: "failing"; readonly message: string };

/** All objects of one kind, kept as they are in the cluster. `Kept` is what is remembered of each. */
export interface Collection<Kept> {
  items(): readonly Kept[];
  state(): CollectionState;
  /** Takes in an object the caller has just been given by the server, ahead of the watch. */
  put(object: KubernetesObject): void;
  /** Drops the open watch and continues from where it was, on a new connection. */
  reconnect(): void;
}

export interface CollectionOptions<Kept> {
  readonly api: KubernetesApi;
  /** The list's path; undefined where the cluster does not serve the kind. Asked before every list. */
  readonly path: (signal: AbortSignal) => Promise<string | undefined>;
  readonly keep: (object: KubernetesObject) => Kept;
  readonly onChange: () => void;
  readonly signal: AbortSignal;
}

const firstPauseMs = 250;
const longestPauseMs = 4_000;
/** For what will hardly change: kinds the cluster does not serve, or Fyr may not read. */
const longPauseMs = 60_000;

/** Lists, then watches, and never gives up until the signal does. Never rejects. */
export function keepCollection<Kept>(options: CollectionOptions<Kept>): Collection<Kept> {
  const { api, path, keep, onChange, signal } = options;
  let items = new Map<string, { readonly kept: Kept; readonly version: string }>();
  let state: CollectionState = { status: "loading" };
  let place: { readonly path: string; resourceVersion: string } | undefined;
  let watching = new AbortController();

  const versioned = (object: KubernetesObject) => ({
    kept: keep(object),
    version: object.metadata.resourceVersion ?? "",
  });
  const become = (next: CollectionState) => {
    const moved = next.status !== state.status;
    state = next;
    if (moved) onChange();
  };

  async function list(): Promise<void> {
    const listPath = await path(signal);
    if (listPath === undefined) return become({ status: "absent" });
    const read = await listAll(api, listPath, signal);
    items = new Map(read.objects.map((object) => [objectKey(object), versioned(object)]));
    place = { path: listPath, resourceVersion: read.resourceVersion };
    state = { status: "ok" };
    onChange();
  }

  async function watch(from: { readonly path: string; resourceVersion: string }): Promise<void> {
    const stop = AbortSignal.any([signal, watching.signal]);
    const events = await openWatch(api, from.path, from.resourceVersion, stop);
    become({ status: "ok" });
    for await (const { type, object: value } of events) {
      const version = textIn(objectIn(value, "metadata"), "resourceVersion");
      if (type !== "BOOKMARK") {
        const object = readObject(value);
        if (type === "DELETED") items.delete(objectKey(object));
        else items.set(objectKey(object), versioned(object));
      }
      from.resourceVersion = version ?? from.resourceVersion;
      if (type !== "BOOKMARK") onChange();
    }
  }

  /** How long to wait before the next turn. */
  async function turn(failures: number): Promise<{ pauseMs: number; failed: boolean }> {
    watching = new AbortController();
    try {
      if (place === undefined) await list();
      if (place === undefined) return { pauseMs: longPauseMs, failed: false };
      const began = performance.now();
      await watch(place);
      return { pauseMs: performance.now() - began < 1_000 ? 1_000 : 0, failed: false };
    } catch (error) {
      if (signal.aborted || watching.signal.aborted) return { pauseMs: 0, failed: false };
      const { state: next, keepsPlace, pauseMs } = setback(error, failures);
      if (!keepsPlace) place = undefined;
      if (next !== undefined) become(next);
      return { pauseMs, failed: true };
    }
  }

  async function run(): Promise<void> {
    let failures = 0;
    while (!signal.aborted) {
      const { pauseMs, failed } = await turn(failures);
      failures = failed ? failures + 1 : 0;
      if (pauseMs > 0) await pause(pauseMs, signal);
    }
  }

  void run();
  return {
    items: () => Array.from(items.values(), ({ kept }) => kept),
    state: () => state,
    put: (object) => {
      const held = items.get(objectKey(object));
      if (held !== undefined && !isNewer(object.metadata.resourceVersion, held.version)) return;
      items.set(objectKey(object), versioned(object));
      onChange();
    },
    reconnect: () => watching.abort(),
  };
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

/** Versions are numbers that rise, though the API promises so only from 1.35 on; anything else is taken as newer. */
function isNewer(version: string | undefined, than: string): boolean {
  const numbers = /^\d+$/;
  if (version === undefined || !numbers.test(version) || !numbers.test(than)) return version !== than;
  return BigInt(version) > BigInt(than);
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
