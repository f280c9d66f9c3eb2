import type { Owner, TrafficRoute } from "@fyr/contract";
import { moment } from "../../../ui/clock.ts";

const ownerNames: Readonly<Record<Owner["kind"], string>> = {
  hand: "by hand",
  helm: "Helm",
  argocd: "Argo CD",
  flux: "Flux",
  flagger: "Flagger",
  "argo-rollouts": "Argo Rollouts",
  other: "another tool",
};

/** "by hand", "Helm shop": who else writes the object. */
export function ownerInWords({ kind, name }: Owner): string {
  if (name === undefined) return ownerNames[kind];
  return kind === "other" ? name : `${ownerNames[kind]} ${name}`;
}

/** What was edited: weights alone, or more of the object. */
export type EditedWhat = "weights" | "object";

/** What comes of an edit, in a sentence. */
export function ownerVerdict(owner: Owner, edited: EditedWhat = "weights"): string {
  const who = ownerInWords(owner);
  const old = edited === "weights" ? "the old weights" : "the old state";
  switch (owner.why) {
    case "no-owner":
      return "Nobody else writes this object.";
    case "self-heal":
      return `${who} owns this object and heals itself: it puts ${old} back within minutes.`;
    case "next-sync":
      return `${who} owns this object: it puts ${old} back at its next sync.`;
    case "next-reconcile":
      return `${who} owns this object: it puts ${old} back at its next reconciliation, within minutes.`;
    case "next-release":
      return `${who} owns this object: ${old} ${edited === "weights" ? "come" : "comes"} back with its next release.`;
    case "ignored":
      return `${who} owns this object, and is told to leave ${edited === "weights" ? "the weights" : "this"} alone.`;
    case "suspended":
      return `${who} owns this object and is suspended: once it goes on, it puts ${old} back.`;
    case "analysis":
      return `${who} moves these weights itself: it goes on from what it finds, so this disturbs its analysis, and its next step overwrites it.`;
    case "rollout":
      return `${who} moves these weights itself: it puts its own back at once.`;
    case "rollout-over":
      return `${who} moved these weights once; that rollout is not there any more.`;
    case "not-readable":
      return `${who} owns this object. Whether it puts ${old} back could not be read.`;
    case "not-known":
      return `${who} owns this object. Whether it puts ${old} back is not known.`;
  }
}

/** The same after "Apply anyway:", about what will happen to the change. */
export function ownerConsequence(owner: Owner): string {
  const who = ownerInWords(owner);
  switch (owner.why) {
    case "no-owner":
    case "ignored":
    case "rollout-over":
      return "nobody puts it back.";
    case "self-heal":
    case "next-reconcile":
      return `${who} will put it back within minutes.`;
    case "next-sync":
    case "next-release":
    case "suspended":
      return `${who} will put it back sooner or later.`;
    case "analysis":
      return `${who} will go on from it and overwrite it at its next step.`;
    case "rollout":
      return `${who} will put it back at once.`;
    case "not-readable":
    case "not-known":
      return `${who} may put it back.`;
  }
}

/** "mats, 03:01": the person for Fyr's own changes, else the tool that wrote last. */
export function lastChangeInWords({ lastChange }: TrafficRoute, now: number): string | undefined {
  if (lastChange === undefined) return undefined;
  const who = lastChange.by ?? lastChange.manager;
  const when = moment(lastChange.at, now);
  return who === undefined ? when : `${who}, ${when}`;
}

/** Why the weights cannot be moved here, in a sentence; nothing when they can. */
export function readOnlyReason({ route, editable }: TrafficRoute): string | undefined {
  return editable
    ? undefined
    : `You may look but not change: your account may not patch ${route.kind}s in ${route.namespace}.`;
}
