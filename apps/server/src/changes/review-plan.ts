import type { Destination, RouteCheck, RoutePlan } from "@fyr/contract";
import { backendsOf, KubernetesError } from "@fyr/kubernetes";
import { type KubernetesObject, kubectlCommand, patchOf, ruleYaml, runChecks, type WeightPlan } from "@fyr/routing";
import type { ChangesCluster } from "./dependencies.ts";

/** A plan with everything that can be known before it is carried out. Rejects with `conflict` when it is outdated. */
export async function reviewPlan(
  cluster: ChangesCluster,
  object: KubernetesObject,
  plan: WeightPlan,
  signal: AbortSignal,
): Promise<RoutePlan> {
  const { route } = plan;
  const [objects, routes, dryRun, mayChange] = await Promise.all([
    cluster.objects(signal),
    cluster.routes.list(signal),
    dryRunCheck(cluster, plan, signal),
    mayChangeCheck(cluster, route.namespace),
  ]);
  const facts = {
    object,
    plan,
    routes,
    destinationRules: objects.destinationRules,
    podsOf: (destination: Destination) => backendsOf(objects, destination, route.namespace)?.pods,
  };
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
  };
}

export function isBlocked(plan: RoutePlan): boolean {
  return plan.checks.some(({ status }) => status === "block");
}

async function dryRunCheck(cluster: ChangesCluster, plan: WeightPlan, signal: AbortSignal): Promise<RouteCheck> {
  try {
    await cluster.routes.dryRun(plan.route, patchOf(plan), signal);
    return { code: "dry-run", status: "pass" };
  } catch (error) {
    const said = error instanceof KubernetesError && (error.code === "rejected" || error.code === "forbidden");
    if (said) return { code: "dry-run", status: "block", detail: error.message };
    throw error;
  }
}

async function mayChangeCheck(cluster: ChangesCluster, namespace: string): Promise<RouteCheck> {
  const allowed = await cluster.routes.mayPatch(namespace);
  return { code: "may-change", status: allowed ? "pass" : "block", detail: namespace };
}
