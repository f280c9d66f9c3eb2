import { createHash } from "node:crypto";
import type { RuleRef } from "@fyr/contract";
import { isRouteKind, type KubernetesObject, readRoute, ruleText } from "@fyr/routing";
import { createBoundedMap } from "./bounded-map.ts";

/** What objects said at versions that somebody was shown, so that only what moved is a conflict. */
export interface SeenVersions {
  remember(object: KubernetesObject): void;
  /** Has the rule, or the whole spec without one, stayed as it was at that version? Of unknown versions nobody knows. */
  isSame(object: KubernetesObject, resourceVersion: string, rule?: RuleRef): boolean;
}

interface Seen {
  readonly generation: number | undefined;
  /** By the rule's place; empty for what is no route. */
  readonly rules: ReadonlyMap<string, string>;
}

const remembered = 2_000;

export function createSeenVersions(): SeenVersions {
  const versions = createBoundedMap<string, Seen>(remembered);
  const keyOf = ({ kind, metadata }: KubernetesObject, version = "") =>
    `${kind}/${metadata.namespace}/${metadata.name}@${version}`;
  return {
    remember: (object) => {
      const { generation, resourceVersion } = object.metadata;
      const key = keyOf(object, resourceVersion);
      if (!versions.has(key)) versions.set(key, { generation, rules: digestsOf(object) });
    },
    isSame: (object, resourceVersion, rule) => {
      if (object.metadata.resourceVersion === resourceVersion) return true;
      const then = versions.get(keyOf(object, resourceVersion));
      if (then === undefined) return false;
      if (then.generation !== undefined && then.generation === object.metadata.generation) return true;
      return rule !== undefined && then.rules.get(placeOf(rule)) === digestOf(object, rule);
    },
  };
}

function digestsOf(object: KubernetesObject): Map<string, string> {
  if (!isRouteKind(object.kind)) return new Map();
  return new Map(readRoute(object).rules.map(({ rule }) => [placeOf(rule), digestOf(object, rule)]));
}

function digestOf(object: KubernetesObject, rule: RuleRef): string {
  return createHash("sha256")
    .update(ruleText(object, rule) ?? "")
    .digest("base64");
}

function placeOf({ protocol, index }: RuleRef): string {
  return `${protocol} ${index}`;
}
