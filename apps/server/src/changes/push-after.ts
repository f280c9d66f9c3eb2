import type { RecordedChange } from "@fyr/routing";
import type { Pace } from "./carry-out.ts";
import type { ChangesDependencies } from "./dependencies.ts";

/** When istiod first pushed after a change, RFC 3339; undefined when patience ends before that is seen. */
export async function pushAfter(
  telemetry: ChangesDependencies["telemetry"],
  change: RecordedChange,
  { now, wait, everyMs, patienceMs }: Pace,
  signal: AbortSignal,
): Promise<string | undefined> {
  const from = Date.parse(change.at) / 1000;
  while (!signal.aborted && now() / 1000 - from < patienceMs / 1000) {
    await wait(everyMs, signal);
    // Whether istiod is measured at all is not this watch's business: what it does not learn is left out.
    const pushed = await telemetry.lastPush({ from, to: now() / 1000 }, signal).catch(() => undefined);
    if (pushed !== undefined) return new Date(pushed * 1000).toISOString();
  }
  return undefined;
}
