import { areAsManyBytes, brokenFlag, connectionCode } from "./connection-flags.ts";
import { type EdgeTally, type ResponseTally, withResponse } from "./edge-tally.ts";
import type { Usual } from "./picture.ts";

/**
 * A rollout breaks every connection, and each is opened again at once. A ztunnel gives it the flag of those that were
 * never made: only the bytes tell the two apart.
 */
export function areReopened(
  { protocol, responses, bytesToTarget = 0, bytesToSource = 0 }: EdgeTally,
  usual: Usual | undefined,
): boolean {
  if (protocol !== "tcp" || !responses.some(({ flags }) => flags === brokenFlag)) return false;
  return areAsManyBytes(bytesToTarget + bytesToSource, usual?.bytesPerSecond ?? 0);
}

/** As if they had not broken. */
export function withoutBroken(responses: readonly ResponseTally[]): readonly ResponseTally[] {
  let told: readonly ResponseTally[] = [];
  for (const { flags, ...response } of responses) {
    const ending = response.code === connectionCode && flags === brokenFlag ? undefined : flags;
    told = withResponse(told, { ...response, flags: ending });
  }
  return told;
}
