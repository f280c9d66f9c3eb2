import type { ObjectChange } from "@fyr/contract";
import type { EditsDependencies } from "./dependencies.ts";

type Waiting = Pick<EditsDependencies, "telemetry" | "now" | "wait">;

const lookEveryMs = 1_000;
/** What is pushed is seen with the next scrape of istiod. */
const patienceMs = 20_000;

/**
 * Waits until what was just written has reached the proxies, as far as can be known: until istiod is seen to push after
 * it. Where istiod is not measured, `settleMs`.
 */
export async function settle(
  { telemetry, now, wait }: Waiting,
  settleMs: number,
  signal: AbortSignal,
): Promise<NonNullable<ObjectChange["settled"]>> {
  const from = now() / 1000;
  await wait(settleMs, signal);
  const isMeasured = (await telemetry.controlPlaneVersion(now() / 1000, signal).catch(() => undefined)) !== undefined;
  while (isMeasured && !signal.aborted) {
    const pushed = await telemetry.lastPush({ from, to: now() / 1000 }, signal).catch(() => undefined);
    if (pushed !== undefined) return "pushed";
    if (now() / 1000 - from >= patienceMs / 1000) break;
    await wait(lookEveryMs, signal);
  }
  return "waited";
}
