import type { Owner, RouteCheck, RouteRef } from "@fyr/contract";
import { type EditedWhat, ownerVerdict } from "../route/owner-text.ts";

export interface CheckText {
  readonly sentence: string;
  /** What exactly was found, where the sentence does not say it already. */
  readonly detail?: string;
  /** `detail` is what the API server said, word for word. */
  readonly quoted: boolean;
}

/** One plain sentence for a check of a plan, and what it rests on as it came. */
export function checkText(
  { code, status, detail }: RouteCheck,
  route: RouteRef,
  owner?: Owner,
  edited?: EditedWhat,
): CheckText {
  if (code === "owner-reverts" && owner !== undefined) return { sentence: ownerVerdict(owner, edited), quoted: false };
  const sentence = sentences[code][status](route);
  const quoted = code === "dry-run";
  const adds = detail !== undefined && detail !== "" && !sentence.includes(detail);
  return adds ? { sentence, detail, quoted } : { sentence, quoted };
}

/** Why the change cannot be applied: the first check that blocks, in words. */
export function blockReason(checks: readonly RouteCheck[], route: RouteRef): string | undefined {
  const block = checks.find((check) => check.status === "block");
  return block === undefined ? undefined : checkText(block, route).sentence;
}

/** "5 pass", "1 warning", "0 block" */
export function checkCounts(checks: readonly RouteCheck[]): Record<RouteCheck["status"], number> {
  const counts = { pass: 0, warn: 0, block: 0 };
  for (const check of checks) counts[check.status] += 1;
  return counts;
}

type Sentence = (route: RouteRef) => string;

const sentences: Record<RouteCheck["code"], Record<RouteCheck["status"], Sentence>> = {
  "dry-run": {
    pass: () => "The API server accepted a dry run of exactly this change.",
    warn: () => "The API server accepted a dry run of this change, with a warning.",
    block: () => "The API server refused a dry run of this change.",
  },
  "may-change": {
    pass: ({ kind, namespace }) => `You may change ${kind}s in ${namespace}.`,
    warn: ({ kind, namespace }) => `Whether you may change ${kind}s in ${namespace} could not be found out.`,
    block: ({ kind, namespace }) => `You may not change ${kind}s in ${namespace}.`,
  },
  "weights-valid": {
    pass: () => "The weights are ones the mesh takes.",
    warn: () => "The weights are relative, and the Istio that runs here may not take those.",
    block: () => "The weights do not add up to 100, and the Istio that runs here takes no others.",
  },
  "host-resolves": {
    pass: () => "Every destination is known to the mesh.",
    warn: () => "Not every destination is known to the mesh.",
    block: () => "A destination that would get traffic is not there, or may not be sent to: its requests would fail.",
  },
  "subset-exists": {
    pass: () => "Every version that gets traffic is defined.",
    warn: () => "A version that gets no traffic is not defined.",
    block: () => "A version that would get traffic is not defined: its requests would fail with 503.",
  },
  "pods-ready": {
    pass: () => "Every destination that gets traffic has ready pods.",
    warn: () => "Not every pod of a destination that gets traffic is known to be ready.",
    block: () => "A destination that would get traffic has no ready pod.",
  },
  "host-claimed": {
    pass: () => "No other route stands above this one for its hosts.",
    warn: () => "Another route speaks for the same host, and may be the one that holds.",
    block: () => "Another route speaks for the same host and overrides this one.",
  },
  accepted: {
    pass: () => "Who carries this route out has accepted it.",
    warn: () => "Who carries this route out has not accepted it as it is.",
    block: () => "Who carries this route out has refused it.",
  },
  "mesh-in-path": {
    pass: () => "All callers seen go through a proxy that knows this route.",
    warn: () => "Some callers go past the mesh: their requests do not follow this.",
    block: () => "No caller goes through the mesh: nothing would follow this.",
  },
  waypoint: {
    pass: () => "A waypoint carries this route out.",
    warn: () => "Ambient has no waypoint here: calls from ambient workloads do not follow this.",
    block: () => "Ambient has no waypoint here: nothing would follow this.",
  },
  "owner-reverts": {
    pass: () => "No other tool puts the old state back.",
    warn: () => "Another tool owns this object and may put the old state back.",
    block: () => "Another tool owns this object and would put the old state back.",
  },
  "other-rules": {
    pass: () => "No earlier rule stands in the way of this change.",
    warn: () => "Another rule has a say in this traffic and stays as it is.",
    block: () => "Another rule takes all traffic before this one: changing it would do nothing.",
  },
  unmatched: {
    pass: () => "Requests that match no other rule still have one.",
    warn: () => "Requests that match no rule are answered 404.",
    block: () => "Requests that match no rule are answered 404.",
  },
  "sticky-sessions": {
    pass: () => "No sticky sessions hold callers to one destination.",
    warn: () => "Some callers may stay where they are for a while.",
    block: () => "Sticky sessions would keep this change from taking effect.",
  },
  "rule-hidden": {
    pass: () => "Every rule is reached by some request.",
    warn: () => "A rule would never be reached: an earlier one takes all of its requests.",
    block: () => "A rule would never be reached: an earlier one takes all of its requests.",
  },
  "subset-in-use": {
    pass: () => "No route sends to a subset that goes.",
    warn: () => "A route may still send to a subset that goes.",
    block: () => "A route still sends to a subset that goes: its requests would fail with 503.",
  },
};
