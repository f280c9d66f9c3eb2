import type { Owner, TrafficRoute } from "@fyr/contract";
import { moment } from "../../ui/clock.ts";

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
    : `You may look but not change: your account may not patch VirtualServices in ${route.namespace}.`;
}
