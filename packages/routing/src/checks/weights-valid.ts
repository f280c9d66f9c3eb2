import type { RouteCheck } from "@fyr/contract";
import { totalOf } from "../check-weights.ts";
import { dialectOf } from "../dialects/dialect-of.ts";
import type { CheckFacts } from "./facts.ts";

const code = "weights-valid";
/** From this minor version of Istio 1 on only the ratio of weights counts. */
const relativeSince = 15;

/** Istio up to 1.14 takes only weights that sum to 100; the Gateway API never asked for any sum. */
export function weightsValid({ object, plan, mesh: { istioVersion } }: CheckFacts): RouteCheck {
  const total = totalOf(plan.after);
  if (total === 100) return { code, status: "pass" };
  const relative = `relative weights: they sum to ${total}`;
  if (!dialectOf(object).weights.keepsSum) return { code, status: "pass", detail: relative };
  if (istioVersion === undefined) {
    return { code, status: "warn", detail: `${relative}, and which version of Istio runs here was not found` };
  }
  return takesRelative(istioVersion)
    ? { code, status: "pass", detail: `${relative}, which Istio ${istioVersion} takes` }
    : { code, status: "block", detail: `${relative}, and Istio ${istioVersion} takes only 100` };
}

function takesRelative(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > 1 || (major === 1 && minor >= relativeSince);
}
