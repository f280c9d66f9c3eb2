import { lazy } from "react";

/** A component that comes with its own chunk when it is first shown. */
export function loadLater<Props extends object>(load: () => Promise<React.ComponentType<Props>>) {
  return lazy(async () => ({ default: await load() }));
}
