import { useSyncExternalStore } from "react";
import { ApiError } from "../../api/api-error.ts";

/** Whether the server said of any question that nobody is signed in. */
export interface SignInStore {
  isLost(): boolean;
  /** Hears every failure; those of sessions that are not there, or have ended, count. */
  heard(error: unknown): void;
  found(): void;
  subscribe(listener: () => void): () => void;
}

export function createSignInStore(): SignInStore {
  const listeners = new Set<() => void>();
  let isLost = false;
  const set = (next: boolean) => {
    if (isLost === next) return;
    isLost = next;
    for (const listener of listeners) listener();
  };
  return {
    isLost: () => isLost,
    heard: (error) => {
      if (error instanceof ApiError && error.code === "unauthorized") set(true);
    },
    found: () => set(false),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

export function useIsLost(store: SignInStore): boolean {
  return useSyncExternalStore(store.subscribe, store.isLost);
}
