import { lazy } from "react";
import { whenIdle } from "./when-idle.ts";

/**
 * A component that comes with its own chunk when it is first shown. `warmUp` fetches it as soon as the page has nothing
 * else to do: for what is typed into at once.
 */
export function loadLater<Props extends object>(load: () => Promise<React.ComponentType<Props>>) {
  const component = lazy(async () => ({ default: await load() }));
  // What cannot be fetched now says so when it is wanted.
  const warmUp = () => whenIdle(() => void load().catch(() => undefined));
  return Object.assign(component, { warmUp });
}
