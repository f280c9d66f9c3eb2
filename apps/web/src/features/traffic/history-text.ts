import type { RouteChange } from "@fyr/contract";

/** How a change went, in a few words: "seen in traffic after 9 s". */
export function historyWords({ status, undoes, undoneBy }: RouteChange): string {
  const went = undoneBy === undefined ? phaseWords(status) : "undone";
  return undoes === undefined ? went : `an undo, ${went}`;
}

function phaseWords(status: RouteChange["status"]): string {
  switch (status.phase) {
    case "accepted":
      return "accepted, watching traffic";
    case "observed":
      return `seen in traffic after ${Math.round(status.afterSeconds)} s`;
    case "not-observed":
      return reasons[status.reason];
  }
}

const reasons = {
  "too-few-requests": "too few requests to see it in traffic",
  "share-differs": "not seen in traffic: shares differ",
  "changed-since": "changed again before it was seen",
  "not-measurable": "cannot be seen in traffic",
} as const;
