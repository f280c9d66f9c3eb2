import type { Marker, Suspect } from "@fyr/contract";
import { clock } from "./clock.ts";
import { age } from "./format.ts";

/** What happened, in a few words: "payment-v2 rolled out", "VirtualService payment edited". */
export function markerTitle({ kind, object, change = "changed" }: Pick<Marker, "kind" | "object" | "change">): string {
  const { name } = object;
  switch (kind) {
    case "rollout":
      return `${name} rolled out`;
    case "scaled":
      return `${name} scaled`;
    case "pod-restart":
      return `${name} restarted`;
    case "oom-kill":
      return `${name} killed: out of memory`;
    case "pod-unready":
      return `${name} not ready`;
    case "node-pressure":
      return `Node ${name} under pressure`;
    case "cpu-steal":
      return `CPU steal on node ${name}`;
    case "route-edit":
    case "destination-rule-edit":
    case "policy-edit":
    case "config-edit":
      return `${object.kind} ${name} ${change === "changed" ? "edited" : change}`;
    case "guard-fired":
      return `Guard on ${name} went back`;
    case "alert":
      return `Alert ${name}`;
    case "event":
      return `${object.kind} ${name}: warning`;
  }
}

/** "v1 100, v2 0 → v1 95, v2 5. By mats. First traffic to v2." Empty where nothing more is known. */
export function markerDetail({ from, to, by, message, count, knownFrom }: Marker): string {
  const change = from !== undefined && to !== undefined ? `${from} → ${to}` : (to ?? from);
  const author = by?.person ?? by?.tool;
  const who = author === undefined ? undefined : `By ${author}`;
  const often = count === undefined ? undefined : `${count} times since`;
  const source = knownFrom === "cluster" ? "As the cluster tells it now" : undefined;
  return [change, who, message, often, source]
    .filter((part) => part !== undefined)
    .filter((part) => part !== "")
    .map((part) => `${part.replace(/\.$/, "")}.`)
    .join(" ");
}

/** "94 s before it began", "20 s after it began" */
function distanceWords(secondsBefore: number): string {
  const apart = Math.abs(secondsBefore);
  if (apart < 1) return "as it began";
  return `${apart < 120 ? `${Math.round(apart)} s` : age(apart)} ${secondsBefore >= 0 ? "before it began" : "after it began"}`;
}

const relationWords: Readonly<Record<Suspect["relation"], string>> = {
  itself: "on the place itself",
  steers: "it steers the way there",
  behind: "on what it calls",
  host: "on the node it runs on",
  elsewhere: "not on this path",
};

/** "03:00:26, 94 s before it began, on the place itself" */
export function suspectWords({ marker, secondsBefore, relation }: Suspect): string {
  return `${clock(marker.at)}, ${distanceWords(secondsBefore)}, ${relationWords[relation]}`;
}

export const strengthTones = { strong: "bad", likely: "warn", weak: "plain" } as const;
