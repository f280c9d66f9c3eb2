import type { RouteCheck, RouteRef } from "@fyr/contract";

export interface CheckText {
  readonly sentence: string;
  /** What exactly was found, where the sentence does not say it already. */
  readonly detail?: string;
  /** `detail` is what the API server said, word for word. */
  readonly quoted: boolean;
}

/** One plain sentence for a check of a plan, and what it rests on as it came. */
export function checkText({ code, status, detail }: RouteCheck, route: RouteRef): CheckText {
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
    pass: ({ namespace }) => `You may change VirtualServices in ${namespace}.`,
    warn: ({ namespace }) => `Whether you may change VirtualServices in ${namespace} could not be found out.`,
    block: ({ namespace }) => `You may not change VirtualServices in ${namespace}.`,
  },
  "weights-valid": {
    pass: () => "The weights are whole numbers and add up to 100.",
    warn: () => "The weights are relative, not percentages.",
    block: () => "The weights are not whole numbers that add up to 100.",
  },
  "subset-exists": {
    pass: () => "Every destination that gets traffic exists.",
    warn: () => "Whether every destination exists could not be found out.",
    block: () => "A destination that would get traffic does not exist: its requests would fail with 503.",
  },
  "pods-ready": {
    pass: () => "Every destination that gets traffic has ready pods.",
    warn: () => "Not every pod of a destination that gets traffic is known to be ready.",
    block: () => "A destination that would get traffic has no ready pod.",
  },
  "host-claimed": {
    pass: () => "No other VirtualService claims this host.",
    warn: () => "Another VirtualService claims the same host: which one wins is not certain.",
    block: () => "Another VirtualService claims the same host and overrides this one.",
  },
  "owner-reverts": {
    pass: () => "No other tool writes this object.",
    warn: () => "Another tool owns this object and may put the old weights back.",
    block: () => "Another tool owns this object and would put the old weights back.",
  },
  "other-rules": {
    pass: () => "No earlier rule stands in the way of this change.",
    warn: () => "Another rule has a say in this traffic and stays as it is.",
    block: () => "Another rule takes all traffic before this one: changing it would do nothing.",
  },
  "sticky-sessions": {
    pass: () => "No sticky sessions hold callers to one destination.",
    warn: () => "Some callers may stay where they are for a while.",
    block: () => "Sticky sessions would keep this change from taking effect.",
  },
};
