import type { Destination, GuardLimits, RouteRef, RuleRef, Weight } from "@fyr/contract";
import { KubernetesError, type MeshObjects } from "@fyr/kubernetes";
import {
  destinationName,
  type KubernetesObject,
  ownerOf,
  sameDestination,
  sameRule,
  shareOf,
  stableBeside,
} from "@fyr/routing";
import { AppError } from "../../app-error.ts";
import type { Caller } from "../dependencies.ts";
import type { GuardingDependencies } from "./dependencies.ts";
import { judgedDestinations } from "./measure.ts";
import { patchQuestion } from "./patch-question.ts";
import { guardRecords, shiftRecords } from "./records.ts";

interface Wanted {
  readonly route: RouteRef;
  readonly rule: RuleRef;
  /** The weights that will be guarded. */
  readonly weights: readonly Weight[];
  readonly canary: Destination;
  readonly stable?: Destination;
  readonly limits: GuardLimits;
}

/** Who is judged and for whom, once nothing stands against it. */
export interface Armed {
  readonly by: string;
  readonly groups: string[];
  readonly canary: Destination;
  readonly stable?: Destination;
  readonly limits: GuardLimits;
}

/**
 * Everything that must hold for a guard to be worth its name: what it judges can be counted, and Fyr may act for its
 * author while they are away. `field` is the name of the part of the request in faults: `guard.`, or nothing.
 */
export async function assertArmable(
  dependencies: Pick<GuardingDependencies, "cluster" | "leaseNamespace">,
  caller: Caller,
  object: KubernetesObject,
  wanted: Wanted,
  field: string,
  signal: AbortSignal,
): Promise<Armed> {
  const { route, limits, canary } = wanted;
  assertLimits(limits, field);
  assertDestinations(wanted, field);
  const objects = await dependencies.cluster.objects(signal);
  assertUndriven(object, objects);
  const stable = wanted.stable ?? stableBeside(wanted.weights, canary);
  const judged = { canary, ...(stable && { stable }), limits };
  const isCounted = wanted.rule.protocol === "http" || wanted.rule.protocol === "grpc";
  if (!isCounted || judgedDestinations(objects, judged, object) === undefined) {
    const why = isCounted ? "reach the same workloads" : "share out connections, of which nobody counts how they end";
    throw new AppError("blocked", `This cannot be guarded: its destinations ${why}.`);
  }
  const { user, groups } = await caller.whoAmI();
  await assertExecutable(dependencies, route, { user, groups });
  return { by: user, groups: [...groups], ...judged };
}

/** One guard or shift at a time: two would undo each other. */
export function assertUnguarded(object: KubernetesObject, rule: RuleRef): void {
  const isHere = (one: { rule: RuleRef }) => sameRule(one.rule, rule);
  const guard = guardRecords.read(object).find((one) => guardRecords.isActive(one) && isHere(one));
  const shift = shiftRecords.read(object).find((one) => shiftRecords.isActive(one) && isHere(one));
  const taken = guard === undefined ? shift && `a shift of ${shift.by}` : `a guard of ${guard.by}`;
  if (taken !== undefined) {
    throw new AppError("guarded", `There is ${taken} on this rule of ${object.metadata.name} already: end it first.`);
  }
}

function assertLimits({ minRequests: _, ...limits }: GuardLimits, field: string): void {
  if (Object.values(limits).some((limit) => limit !== undefined)) return;
  throw new AppError("bad_request", "Name at least one limit beside minRequests.", { field: `${field}limits` });
}

function assertDestinations({ weights, canary, stable }: Wanted, field: string): void {
  for (const [name, destination] of Object.entries({ canary, stable })) {
    if (destination === undefined || weights.some((weight) => sameDestination(weight, destination))) continue;
    const sentence = `The rule has no destination ${destinationName(destination)}.`;
    throw new AppError("bad_request", sentence, { field: `${field}${name}` });
  }
  if (stable !== undefined && sameDestination(canary, stable)) {
    throw new AppError("bad_request", "A destination cannot be compared with itself.", { field: `${field}stable` });
  }
  if ((shareOf(weights, canary) ?? 0) > 0) return;
  const sentence = `${destinationName(canary)} gets no traffic then: there would be nothing to judge.`;
  throw new AppError("bad_request", sentence, { field: `${field}canary` });
}

/** What moves weights by itself would move them back, or take a step back for one of its own. */
function assertUndriven(object: KubernetesObject, { owners }: MeshObjects): void {
  const { kind, name, drives } = ownerOf(object, owners);
  if (!drives) return;
  const driver = kind === "flagger" ? "Flagger" : "Argo Rollouts";
  const which = name === undefined ? "" : ` (${name})`;
  throw new AppError(
    "blocked",
    `${driver}${which} moves the weights of ${object.metadata.name}: let it do that alone.`,
  );
}

async function assertExecutable(
  { cluster, leaseNamespace }: Pick<GuardingDependencies, "cluster" | "leaseNamespace">,
  route: RouteRef,
  author: { readonly user: string; readonly groups: readonly string[] },
): Promise<void> {
  const blocked = (sentence: string, cause?: unknown) => new AppError("blocked", sentence, { cause });
  const { own } = cluster;
  if (!(await own.routes.mayPatch(route))) {
    throw blocked(`Fyr's own account may not change routes in ${route.namespace}: it could not put weights back.`);
  }
  const lease = { verb: "update", group: "coordination.k8s.io", resource: "leases" } as const;
  if (leaseNamespace === undefined || !(await own.may({ ...lease, namespace: leaseNamespace }))) {
    throw blocked(`Fyr's own account may not hold a Lease in ${leaseNamespace}: no replica would look after this.`);
  }
  try {
    if (await cluster.mayAs(author, patchQuestion(route))) return;
  } catch (error) {
    if (!(error instanceof KubernetesError) || error.code !== "forbidden") throw error;
    throw blocked(`Fyr's own account may not ask what ${author.user} may do: it could not act for them.`, error);
  }
  throw new AppError("forbidden", `${author.user} may not change ${route.name} in ${route.namespace}.`);
}
