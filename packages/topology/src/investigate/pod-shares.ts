import type { NodeId } from "@fyr/contract";
import type { Candidate } from "./candidate.ts";
import type { SeenClosely } from "./close-look.ts";
import { failBeyondChance, slowedBeyondChance } from "./pod-chance.ts";
import { type PodChange, podChanges } from "./pod-changes.ts";

/** What each of several pods has of its workload's trouble, beyond what all of them have. */
export interface Shares {
  readonly pods: readonly PodChange[];
  /** Failures, or ms added, per second. */
  readonly of: (pod: PodChange) => number;
  readonly whole: number;
  /** Together with what all of them have alike: that may come from behind. */
  readonly raw: number;
  /** Have these more of it than the others by more than chance? */
  readonly isBeyondChance: (own: readonly PodChange[]) => boolean;
}

type Pods = readonly PodChange[];

/** First by what it fails, then by how it is slow; nothing of fewer than two pods that do anything. */
export function sharesOf({ kind, trouble }: Candidate, id: NodeId, seen: SeenClosely, onset: number): Shares[] {
  const pods = podChanges(seen.pods.get(id) ?? [], seen.look, onset).filter(({ requests }) => requests > 0);
  if (pods.length < 2) return [];
  const sum = (of: (pod: PodChange) => number) => pods.reduce((all, pod) => all + of(pod), 0);
  const share = ({ failed, requests }: PodChange) => Math.max(0, failed) / requests;
  const leastShare = Math.min(...pods.map(share));
  const leastAdded = Math.max(0, Math.min(...pods.map(({ addedMs }) => addedMs)));
  const failed = (pod: PodChange) => pod.requests * (share(pod) - leastShare);
  const slowed = ({ requests, addedMs }: PodChange) => requests * Math.max(0, addedMs - leastAdded);
  const rawFailed = sum((pod) => Math.max(0, pod.failed));
  const rawSlowed = sum(({ requests, addedMs }) => requests * Math.max(0, addedMs));
  return [
    ...(kind === "failing"
      ? [
          {
            pods,
            of: failed,
            whole: sum(failed),
            raw: rawFailed,
            isBeyondChance: (own: Pods) => failBeyondChance(own, pods),
          },
        ]
      : []),
    ...(trouble.isSlow
      ? [
          {
            pods,
            of: slowed,
            whole: sum(slowed),
            raw: rawSlowed,
            isBeyondChance: (own: Pods) => slowedBeyondChance(own, pods),
          },
        ]
      : []),
  ].filter(({ whole }) => whole > 0);
}

const nearlyAll = 0.8;
/** Of the average of a group, what each of nearly all in it has at least. */
const alike = 0.5;

/** These pods have nearly all of it, nearly all of them, and of all there is so much at least (`least`, a share). */
export function haveNearlyAll({ of, whole, raw }: Shares, own: readonly PodChange[], least: number): boolean {
  const theirs = own.reduce((sum, pod) => sum + of(pod), 0);
  const bad = own.filter((pod) => of(pod) >= (alike * theirs) / own.length);
  return theirs >= nearlyAll * whole && theirs >= least * raw && bad.length >= nearlyAll * own.length;
}
