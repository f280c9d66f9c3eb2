import type { RouteCheck, RoutePlan, RouteRef } from "@fyr/contract";
import { KubernetesError, routesIn } from "@fyr/kubernetes";
import {
  type KubernetesObject,
  kubectlCommand,
  mustConfirm,
  patchOf,
  ruleYaml,
  runChecks,
  type WeightPlan,
} from "@fyr/routing";
import { checkFacts, measuredIstioVersion } from "./check-facts.ts";
import type { Caller, ChangesDependencies } from "./dependencies.ts";
import { readable } from "./readable.ts";

interface Reviewers {
  readonly caller: Caller;
  readonly dependencies: Pick<ChangesDependencies, "cluster" | "observer" | "telemetry" | "now">;
}

/** A plan with everything that can be known before it is carried out. Rejects with `conflict` when it is outdated. */
export async function reviewPlan(
  { caller, dependencies }: Reviewers,
  object: KubernetesObject,
  plan: WeightPlan,
  signal: AbortSignal,
): Promise<RoutePlan> {
  const { route } = plan;
  const objects = await dependencies.cluster.objects(signal);
  const [routes, topology, measuredVersion, dryRun, mayChange] = await Promise.all([
    readable(caller, routesIn(objects)),
    dependencies.observer.current(),
    measuredIstioVersion(dependencies.telemetry, dependencies.now(), signal),
    dryRunCheck(caller, plan, signal),
    mayChangeCheck(caller, route),
  ]);
  const facts = checkFacts({ object, plan, objects, routes, topology, measuredVersion });
  const patch = patchOf(plan);
  return {
    route,
    rule: plan.rule,
    apiVersion: plan.apiVersion,
    resourceVersion: plan.resourceVersion,
    before: [...plan.before],
    after: [...plan.after],
    patch,
    yaml: ruleYaml(object, plan),
    kubectl: kubectlCommand(route, patch),
    checks: [dryRun, mayChange, ...runChecks(facts)],
    owner: facts.owner,
    confirmations: mustConfirm(facts.owner) ? ["owner-reverts"] : [],
  };
}

export function isBlocked(plan: RoutePlan): boolean {
  return plan.checks.some(({ status }) => status === "block");
}

async function dryRunCheck(caller: Caller, plan: WeightPlan, signal: AbortSignal): Promise<RouteCheck> {
  try {
    await caller.routes.dryRun(plan.route, patchOf(plan), signal);
    return { code: "dry-run", status: "pass" };
  } catch (error) {
    const said = error instanceof KubernetesError && (error.code === "rejected" || error.code === "forbidden");
    if (said) return { code: "dry-run", status: "block", detail: error.message };
    throw error;
  }
}

async function mayChangeCheck(caller: Caller, route: RouteRef): Promise<RouteCheck> {
  const allowed = await caller.routes.mayPatch(route);
  return { code: "may-change", status: allowed ? "pass" : "block", detail: route.namespace };
}
