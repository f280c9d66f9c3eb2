import { useSyncExternalStore } from "react";
import { tellTimesIn, type Zone, zoneInUse } from "./clock.ts";

const listeners = new Set<() => void>();
const storageKey = "fyr.time-zone";

/** As chosen before, in this browser. */
export function rememberedZone(storage: Pick<Storage, "getItem">): Zone {
  return storage.getItem(storageKey) === "utc" ? "utc" : "local";
}

/** The zone all times are told in, and the way to choose another. Who shows times draws them again. */
export function useZone(): readonly [Zone, (zone: Zone) => void] {
  return [useSyncExternalStore(subscribe, zoneInUse), choose];
}

/** What the reader's own zone is called at an instant, whatever is chosen: "GMT+2", or "UTC". */
export function localZoneName(at: number): string {
  const parts = new Intl.DateTimeFormat("en-GB", { timeZoneName: "short" }).formatToParts(at);
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? "UTC";
}

function choose(zone: Zone): void {
  window.localStorage.setItem(storageKey, zone);
  tellTimesIn(zone);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
