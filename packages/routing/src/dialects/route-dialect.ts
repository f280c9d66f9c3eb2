import type { Destination, MatchCondition, RouteKind, RouteParent, RuleRef } from "@fyr/contract";
import type { KubernetesObject } from "../kubernetes-object.ts";

/** How one kind of route says where traffic goes. Everything else here speaks of rules, destinations and weights only. */
export interface RouteDialect {
  readonly kind: RouteKind;
  readonly group: string;
  /** Its name in paths and for kubectl. */
  readonly plural: string;
  /** Where rules stand: `spec.<field>`, in the order the lists are tried. */
  readonly ruleLists: readonly RuleList[];
  /** Where a rule's destinations stand: `spec.<list>[i].<field>`. Each entry has its weight under `weight`. */
  readonly destinationsField: string;
  /** The fields of such an entry that say where it sends: tested before its weight is written. */
  readonly identityFields: readonly string[];
  readonly weights: WeightRules;
  readDestination(entry: unknown, namespace: string): Destination | undefined;
  /** Any of these groups matches. Empty: everything. */
  readMatches(object: KubernetesObject, entry: unknown): MatchCondition[][];
  readAttachment(object: KubernetesObject): Attachment;
  /** How early a rule is tried: larger first, entry by entry; equal ones in the order they stand. */
  precedence(entry: unknown): readonly number[];
}

interface RuleList {
  readonly protocol: RuleRef["protocol"];
  readonly field: string;
}

interface WeightRules {
  /** What a weight that is left out stands for. */
  readonly leftOut: 0 | 1;
  /** A destination alone gets everything, whatever its weight says. */
  readonly aloneTakesAll: boolean;
  /** Weights are moved among each other; where not, only their ratio counts and any sum is as good. */
  readonly keepsSum: boolean;
}

/** Who carries a route out, and for which names. */
export interface Attachment {
  /** As written: short names stand for hosts in the object's namespace. */
  readonly hosts: readonly string[];
  /** `mesh` for sidecars and waypoints. */
  readonly gateways: readonly string[];
  /** Empty for kinds that name no parents. */
  readonly parents: readonly RouteParent[];
}
