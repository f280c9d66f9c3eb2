import type { RouteChange } from "@fyr/contract";
import { stageInWords, stageOf } from "../progress/change-stage.ts";

/** How a change went, in a few words: "seen in traffic after 9 s". `now`: ms since epoch. */
export function historyWords(change: RouteChange, now: number, windowSeconds: number): string {
  const went = stageInWords(stageOf(change, now, windowSeconds));
  return change.undoes === undefined ? went : `an undo, ${went}`;
}
