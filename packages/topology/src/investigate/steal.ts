import { known } from "../optional.ts";
import { type Candidate, failsHard } from "./candidate.ts";
import { hostsUnder, type SeenClosely } from "./close-look.ts";
import { type Stretch, stretchesOf } from "./excess.ts";
import type { HostRow, MeshHistory } from "./history.ts";
import { findLevelStep } from "./level-step.ts";
import { medianOf } from "./numbers.ts";
import { type PodChange, podChanges } from "./pod-changes.ts";

/** What others take of a Kubernetes node's CPU, 0..1, and the first bin in which it is more than before. */
export interface Steal {
  readonly host: string;
  readonly now: number;
  readonly before: number;
  readonly start: number;
}

const leastSteal = 0.08;
const bounds = { leastRise: 0.05, leastRatio: 2, leastCertainty: 8, burstBins: 0 };

export function stealSince({ name, stealRatio }: HostRow, bins: MeshHistory["bins"]): Steal | undefined {
  const step = findLevelStep(stealRatio, bounds);
  if (step === undefined) return undefined;
  const { before, now } = stretchesOf({ bins, start: step.start, ...known("ended", step.ended) });
  const level = (stretch: Stretch) =>
    medianOf(stretch.map((bin) => stealRatio[bin] ?? Number.NaN).filter((value) => !Number.isNaN(value)));
  const steal = { host: name, now: level(now), before: level(before), start: step.start };
  return steal.now >= leastSteal ? steal : undefined;
}

/** What slows down earlier than that does so for another reason. */
const mostBinsOff = 2;

/** Of the requests that are harmed, these are failures: it has a trouble of its own. */
const hardly = 0.2;

/** Is it slow since somebody takes the node's CPU, and where? What fails does not do so for want of CPU, but for a few. */
export function isExplainedBy(
  { host, start }: Steal,
  candidate: Candidate,
  seen: SeenClosely | undefined,
  onsetOf: (candidate: Candidate) => number,
): boolean {
  const { isSlow, failedHere, harmed } = candidate.trouble;
  const failsByItself = failsHard(candidate) && failedHere >= hardly * harmed;
  if (!isSlow || failsByItself || !mayRunOn(candidate, host, seen)) return false;
  if (candidate.comparison.start < start - mostBinsOff) return false;
  if (seen === undefined) return true;
  const pods = candidate.nodes.flatMap(({ id }) => podChanges(seen.pods.get(id) ?? [], seen.look, onsetOf(candidate)));
  return isSlowerOn(host, pods, candidate.trouble.waitingMs);
}

function mayRunOn(candidate: Candidate, name: string, seen: SeenClosely | undefined): boolean {
  if (candidate.nodes.every(({ workload }) => workload === undefined)) return false;
  const hosts = hostsUnder(candidate, seen);
  return hosts.size === 0 || hosts.has(name);
}

const asSlow = 0.6;

/** Where pods elsewhere are as slow by themselves it is not the node. `waitingMs`: what all of them wait for. */
function isSlowerOn(host: string, pods: readonly PodChange[], waitingMs: number): boolean {
  const ownMs = (some: readonly PodChange[]) => {
    const requests = some.reduce((sum, pod) => sum + pod.requests, 0);
    const added = some.reduce((sum, pod) => sum + pod.requests * pod.addedMs, 0);
    return requests > 0 ? added / requests - waitingMs : undefined;
  };
  const here = ownMs(pods.filter((pod) => pod.host === host));
  const elsewhere = ownMs(pods.filter((pod) => pod.host !== host));
  return here === undefined || elsewhere === undefined || elsewhere < asSlow * here;
}
