import type { MeasuredPod, MeasuredPods, NodeTraffic } from "@fyr/contract";
import { duration, inWords, share, windowName } from "../../../ui/format.ts";
import { standsOut } from "./pod-words.ts";

type Pods = Pick<MeasuredPods, "pods" | "standsOut" | "windowSeconds">;

const whatWords = { pod: "Pod", host: "Node", zone: "Zone" } as const;

/**
 * Who stands out against the others and by how much, or that nobody does, and of how many requests: "Pod cart-7d9-x stands
 * out: 33 % errors against 2 % at the other 2 pods. About 540 requests in 1 min, as their own proxies count them." Nothing
 * where requests are not told apart by pod.
 */
export function podsSentence(measured: Pods): string {
  const { pods, standsOut: found, windowSeconds } = measured;
  const requests = sumOf(pods) * windowSeconds;
  if (requests === 0) return "";
  const of = `About ${Number(requests.toPrecision(3)).toLocaleString("en")} requests in ${windowName(windowSeconds)}, as ${
    pods.length === 1 ? "its own proxy counts" : "their own proxies count"
  } them.`;
  if (pods.length === 1) return of;
  if (found === undefined) return `None stands out: the ${pods.length} pods fare alike. ${of}`;
  const others = pods.filter((pod) => !standsOut(pod, measured));
  const own = pods.filter((pod) => standsOut(pod, measured));
  const by = found.by === "errors" ? errors(own, others) : slowness(own, others);
  return `${whatWords[found.what]} ${found.name} stands out${by === "" ? "" : `: ${by}`}. ${of}`;
}

/**
 * Where callers and pods do not count the same failures: what never reached a pod, or what was tried again. `inbound`: as
 * the callers count it.
 */
export function unseenInWords(
  { pods }: Pick<MeasuredPods, "pods">,
  inbound: Pick<NodeTraffic, "errorRatio" | "requestsPerSecond"> | undefined,
): string {
  const [own, theirs] = [meanOf(pods, ({ errorRatio }) => errorRatio), inbound?.errorRatio];
  if (own === undefined || theirs === undefined || Math.abs(theirs - own) < leastUnseen) return "";
  const counted = `Its callers count ${inWords(share(theirs))} errors, the pods ${inWords(share(own))}: `;
  if (theirs > own) {
    return `${counted}what never reached a pod, or was given up on before it answered, is not in this table.`;
  }
  const tries = sumOf(pods) / (inbound?.requestsPerSecond ?? Number.POSITIVE_INFINITY);
  return tries < leastTries ? "" : `${counted}what failed was tried again, and each try counts in this table.`;
}

/** The two sides never agree to the last request. */
const leastUnseen = 0.005;
const leastTries = 1.02;

function errors(own: readonly MeasuredPod[], others: readonly MeasuredPod[]): string {
  const ratio = ({ errorRatio }: MeasuredPod) => errorRatio;
  const [its, theirs] = [meanOf(own, ratio), meanOf(others, ratio)];
  if (its === undefined || theirs === undefined) return "";
  return `${inWords(share(its))} errors against ${theirs === 0 ? "none" : inWords(share(theirs))} at ${othersWords(others)}`;
}

function slowness(own: readonly MeasuredPod[], others: readonly MeasuredPod[]): string {
  const mean = ({ latencyMs }: MeasuredPod) => latencyMs?.mean;
  const [its, theirs] = [meanOf(own, mean), meanOf(others, mean)];
  if (its === undefined || theirs === undefined) return "";
  return `${inWords(duration(its))} on average against ${inWords(duration(theirs))} at ${othersWords(others)}`;
}

function othersWords({ length }: readonly MeasuredPod[]): string {
  return length === 1 ? "the other pod" : `the other ${length} pods`;
}

/** Of pods by their requests; undefined where nobody measured it. */
function meanOf(pods: readonly MeasuredPod[], of: (pod: MeasuredPod) => number | undefined): number | undefined {
  const known = pods.filter((pod) => of(pod) !== undefined && (pod.requestsPerSecond ?? 0) > 0);
  if (known.length === 0) return undefined;
  return known.reduce((sum, pod) => sum + (of(pod) ?? 0) * (pod.requestsPerSecond ?? 0), 0) / sumOf(known);
}

function sumOf(pods: readonly MeasuredPod[]): number {
  return pods.reduce((sum, { requestsPerSecond = 0 }) => sum + requestsPerSecond, 0);
}
