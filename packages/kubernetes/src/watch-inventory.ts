import type { SourceState } from "@fyr/contract";
import type { Inventory } from "@fyr/topology";
import type { KubernetesApi } from "./api.ts";
import { buildInventory } from "./build-inventory.ts";
import type { CollectionState } from "./collection-state.ts";
import type { ServedVersion } from "./discovery.ts";
import { KubernetesError } from "./kubernetes-error.ts";
import type { SeenChanges } from "./seen-changes.ts";
import { type WatchedKinds, watchKinds } from "./watched-kinds.ts";

export interface InventoryListeners {
  /** Told the whole inventory, once when all kinds were read and then after changes, at most four times a second. */
  readonly onInventory: (inventory: Inventory) => void;
  /** Told every few seconds, and at once when it changes. */
  readonly onState: (state: SourceState) => void;
  /** Ends it. */
  readonly signal: AbortSignal;
}

export interface InventoryWatchParts {
  readonly api: KubernetesApi;
  readonly servedVersion: ServedVersion;
  readonly clusterName: () => string;
  /** Remembers what happens. */
  readonly seen: SeenChanges;
  /** Milliseconds. */
  readonly now: () => number;
}

export interface InventoryWatch {
  readonly kinds: WatchedKinds;
  /** All kinds were read once, or are known not to be readable. Stays so. */
  isComplete(): boolean;
}

const debounceMs = 250;
/** A large cluster that never rests may take this share of the time for building its inventory, not more. */
const buildingShare = 0.1;
const heartbeatMs = 3_000;
const heartbeatTimeoutMs = 3_000;

/** Keeps the inventory until the signal ends. Never rejects: what goes wrong is told as state. */
export function watchInventory(parts: InventoryWatchParts, listeners: InventoryListeners): InventoryWatch {
  const { onInventory, onState, signal } = listeners;
  let fault: string | undefined = "not asked yet";
  let lastGood: number | undefined;
  let told: Inventory | undefined;
  let buildMs = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let nextBeat: ReturnType<typeof setTimeout> | undefined;

  const kinds = watchKinds(
    parts,
    {
      onChange: () => {
        timer ??= setTimeout(publish, Math.max(debounceMs, buildMs / buildingShare));
      },
      onSeen: parts.seen.note,
    },
    signal,
  );
  let complete = false;
  const isComplete = () => {
    complete ||= kinds.states().every(isSettled);
    return complete;
  };

  function publish(): void {
    timer = undefined;
    if (signal.aborted) return;
    tellState();
    if (told === undefined && !isComplete()) return;
    const began = parts.now();
    told = buildInventory(kinds.objects(), parts.clusterName());
    buildMs = parts.now() - began;
    onInventory(told);
  }

  function tellState(): void {
    const states = kinds.states();
    const failing = states.find((state) => state.status === "failing")?.message ?? fault;
    if (failing === undefined && isComplete()) lastGood = parts.now();
    onState(sourceState(states, failing, lastGood === undefined ? undefined : parts.now() - lastGood));
  }

  async function heartbeat(): Promise<void> {
    const before = fault;
    fault = await faultOf(parts.api, signal);
    if (signal.aborted) return;
    // Connections from before an outage may be dead without anybody having said so.
    if (before !== undefined && fault === undefined && told !== undefined) kinds.reconnect();
    tellState();
    nextBeat = setTimeout(() => void heartbeat(), heartbeatMs);
  }

  const end = () => {
    clearTimeout(timer);
    clearTimeout(nextBeat);
  };
  signal.addEventListener("abort", end, { once: true });
  void heartbeat();
  return { kinds, isComplete };
}

function isSettled({ status }: CollectionState): boolean {
  return status === "ok" || status === "absent" || status === "forbidden";
}

/** A quiet watch looks the same whether the server is idle or hangs: only asking tells. */
async function faultOf(api: KubernetesApi, signal: AbortSignal): Promise<string | undefined> {
  try {
    await api.request({ path: "/version", timeoutMs: heartbeatTimeoutMs, signal });
    return undefined;
  } catch (error) {
    // Who may not ask for the version has been answered all the same.
    if (error instanceof KubernetesError && error.code === "forbidden") return undefined;
    return error instanceof Error ? error.message : String(error);
  }
}

function sourceState(
  states: readonly CollectionState[],
  failing: string | undefined,
  ageMs: number | undefined,
): SourceState {
  const refused = states.find((state) => state.status === "forbidden")?.message;
  const message = failing ?? refused;
  const bad = ageMs === undefined ? "error" : "stale";
  return {
    name: "kubernetes",
    status: failing === undefined && ageMs !== undefined ? "ok" : bad,
    ...(message !== undefined && { message }),
    ...(ageMs !== undefined && { ageSeconds: Math.round(ageMs / 1000) }),
  };
}
