import type { ObjectStore } from "../kubernetes/store/object-store.ts";
import type { SeedObject } from "../mesh/seed-object.ts";
import { createOwnedKeeper } from "./keep-owned.ts";
import { createStatusKeeper } from "./keep-statuses.ts";

/** Everybody who writes objects besides people; to be called a few times a second. `seeds`: the first day's objects. */
export function createControllers(store: ObjectStore, seeds: readonly SeedObject[]): (nowMs: number) => void {
  const keepers = [createStatusKeeper(store), createOwnedKeeper(store, seeds)];
  return (nowMs) => {
    for (const keep of keepers) keep(nowMs);
  };
}
